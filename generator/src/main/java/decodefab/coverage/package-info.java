/**
 * What a regression has exercised: functional coverage from the plans of the designs that ran, and
 * code coverage, merged from what Verilator counted in each simulation.
 *
 * <p>Imports {@code decodefab.format} and {@code decodefab.plan}.
 */
package decodefab.coverage;
