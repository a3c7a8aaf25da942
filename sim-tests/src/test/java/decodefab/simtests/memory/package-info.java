/**
 * Tests of the off-chip memory side: {@code dfab_offchip} against the harness's own memory model.
 * May import {@code simtests.cell}.
 */
package decodefab.simtests.memory;
