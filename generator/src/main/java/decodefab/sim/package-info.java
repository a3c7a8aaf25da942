/**
 * Runs a generated fabric: builds its simulation, decodes tokens in it, compares what it computes
 * with the golden model bit for bit. Imports {@code decodefab.plan}, {@code decodefab.golden},
 * {@code decodefab.rtl} and {@code decodefab.tool}.
 */
package decodefab.sim;
