/**
 * What a regression has exercised: functional coverage from the plans of the designs that ran, and
 * line and toggle coverage from Verilator's data, merged and written as LCOV.
 *
 * <p>Imports {@code decodefab.format} and {@code decodefab.plan}.
 */
package decodefab.coverage;
