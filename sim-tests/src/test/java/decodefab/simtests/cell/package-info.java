/**
 * Tests of the library cells, alone and against the golden number functions, and the helpers that
 * build and run a Verilated bench. Engine tests reuse the helpers. Imports {@code golden}.
 */
package decodefab.simtests.cell;
