/**
 * The one door into the language: a {@code .dfab} file in, a checked design or diagnostics out.
 * Imports everything else of this module.
 */
package decodefab.dsl;
