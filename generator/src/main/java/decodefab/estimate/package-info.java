/**
 * What a planned fabric will do, before any simulation: cycles per token, traffic, power, area and
 * what limits it; and the power of a run whose counts were measured. Imports {@code plan}, {@code
 * golden} (cycle counts of the cells), {@code graph}, {@code tech} and {@code power}.
 */
package decodefab.estimate;
