/**
 * AST to checked design: names, values and units, consistency, defaults, and last of all what the
 * fabric can build today. Imports {@code diag}, {@code dsl.ast}, {@code dsl.parse} (for included
 * files) and {@code design}.
 */
package decodefab.dsl.check;
