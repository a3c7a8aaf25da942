/**
 * Synthesis of generated hardware: runs Yosys and nextpnr, reads what they made by the parts of the
 * area estimate, and writes the scripts and constraints of flows whose tools are not here. Imports
 * {@code decodefab.design}, {@code decodefab.plan}, {@code decodefab.tech}, {@code decodefab.rtl}
 * (file sets) and {@code decodefab.tool}.
 */
package decodefab.synth;
