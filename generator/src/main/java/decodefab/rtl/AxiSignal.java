package decodefab.rtl;

import java.util.List;

/**
 * One signal of an AXI4 memory port.
 *
 * @param name standard name without prefix
 * @param width bits per channel
 * @param output whether the fabric drives it
 */
public record AxiSignal(String name, int width, boolean output) {
  /** All signals of a master, in the order of the protocol's channels. */
  static List<AxiSignal> master(int dataBits, int addressBits) {
    return List.of(
        new AxiSignal("arvalid", 1, true),
        new AxiSignal("arready", 1, false),
        new AxiSignal("arid", 2, true),
        new AxiSignal("araddr", addressBits, true),
        new AxiSignal("arlen", 8, true),
        new AxiSignal("arsize", 3, true),
        new AxiSignal("arburst", 2, true),
        new AxiSignal("rvalid", 1, false),
        new AxiSignal("rready", 1, true),
        new AxiSignal("rid", 2, false),
        new AxiSignal("rdata", dataBits, false),
        new AxiSignal("rresp", 2, false),
        new AxiSignal("rlast", 1, false),
        new AxiSignal("awvalid", 1, true),
        new AxiSignal("awready", 1, false),
        new AxiSignal("awid", 2, true),
        new AxiSignal("awaddr", addressBits, true),
        new AxiSignal("awlen", 8, true),
        new AxiSignal("awsize", 3, true),
        new AxiSignal("awburst", 2, true),
        new AxiSignal("wvalid", 1, true),
        new AxiSignal("wready", 1, false),
        new AxiSignal("wdata", dataBits, true),
        new AxiSignal("wstrb", dataBits / 8, true),
        new AxiSignal("wlast", 1, true),
        new AxiSignal("bvalid", 1, false),
        new AxiSignal("bready", 1, true),
        new AxiSignal("bid", 2, false),
        new AxiSignal("bresp", 2, false));
  }
}
