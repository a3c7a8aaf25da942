/**
 * Switching activity: how long each net of a simulation was at each value and how often it changed,
 * read from waveforms (VCD) and written for power tools (SAIF).
 *
 * <p>Imports nothing of this project.
 */
package decodefab.activity;
