/**
 * Tests of what other tools make of a generated design: register descriptions, FuseSoC's core file,
 * synthesis.
 */
package decodefab.simtests.flow;
