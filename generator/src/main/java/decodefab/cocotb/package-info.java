/**
 * Runs cocotb tests on generated hardware: makes a private Python with cocotb from pinned
 * requirements, builds the design for Icarus Verilog or Verilator, starts it with cocotb's own
 * variables and takes the verdict from cocotb's results file alone. Imports {@code decodefab.diag},
 * {@code decodefab.rtl} (file sets) and {@code decodefab.tool}.
 */
package decodefab.cocotb;
