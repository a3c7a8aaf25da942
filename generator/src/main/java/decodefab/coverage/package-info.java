/**
 * What a regression has exercised: functional coverage from the plans of the designs that ran.
 *
 * <p>Imports {@code decodefab.format} and {@code decodefab.plan}.
 */
package decodefab.coverage;
