/**
 * Proofs about library cells with Yosys, z3 and ABC, listed in {@code sim-tests/formal}, and the
 * mutation score of the cells' tests. May import {@code simtests.cell}.
 */
package decodefab.simtests.formal;
