/**
 * The hardware plan: units and their sizes, memories and addresses, the program, and the order in
 * which weights are stored. Decides everything that the emitter prints. Imports {@code
 * decodefab.format}, {@code decodefab.model}, {@code decodefab.graph}, {@code decodefab.calibrate},
 * {@code decodefab.golden} (for constants of the cells and the quantized weights), {@code
 * decodefab.tech} (for the names of devices), the checked design and the reader of designs.
 */
package decodefab.plan;
