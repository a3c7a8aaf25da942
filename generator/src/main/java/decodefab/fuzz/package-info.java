/**
 * Looks for faults by chance: random legal designs, whose hardware is held against the golden
 * model, and damaged files, which have to end in a diagnostic. What designs are drawn over is in
 * {@link decodefab.fuzz.Dimensions}; each dimension says what it draws and what it leaves out.
 * Imports {@code decodefab.dsl}, {@code decodefab.plan}, {@code decodefab.sim} and what these rest
 * on.
 */
package decodefab.fuzz;
