/**
 * Tests of the vector engine: a model written from {@code templates/FABRIC.md}, random commands,
 * and a Verilator bench. Imports {@code decodefab.golden}.
 */
package decodefab.simtests.vector;
