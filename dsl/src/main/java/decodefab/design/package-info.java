/**
 * The checked design: units resolved, defaults filled in, and for every value the place where it
 * was written. What the rest of the compiler reads. Imports {@code diag}.
 */
package decodefab.design;
