/**
 * Turns a plan into files: rendered Verilog, the static cells it uses, memory images, file lists
 * and a manifest. The only user of FreeMarker; templates decide nothing, they print views. Imports
 * {@code decodefab.plan}, {@code decodefab.golden} (weights) and {@code decodefab.tool} (hashes).
 */
package decodefab.rtl;
