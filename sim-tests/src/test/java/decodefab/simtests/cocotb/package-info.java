/**
 * Runs the cocotb tests of {@code sim-tests/cocotb} on whole designs, each case by name, through
 * the command {@code decodefab cocotb}; and what that command says of wrong input. Uses {@code
 * decodefab.simtests.cell} for finding things.
 */
package decodefab.simtests.cocotb;
