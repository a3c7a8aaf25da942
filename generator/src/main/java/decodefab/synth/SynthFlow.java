package decodefab.synth;

import java.util.Arrays;
import java.util.Optional;

/** The ways to synthesise a design; the scripts of each are in {@code synth-scripts/}. */
public enum SynthFlow {
  /** Yosys for UltraScale+, what the area tables were measured with. */
  YOSYS_XILINX("yosys-xilinx", Optional.of(CellFamily.XILINX)),
  /** Yosys and nextpnr for Lattice ECP5. */
  YOSYS_ECP5("yosys-ecp5", Optional.of(CellFamily.ECP5)),
  /** Yosys and nextpnr for Lattice iCE40. */
  YOSYS_ICE40("yosys-ice40", Optional.of(CellFamily.ICE40)),
  /** Vivado: script and constraints are written, nothing is run. */
  VIVADO("vivado", Optional.empty()),
  /** OpenROAD's flow scripts: configuration and constraints are written, nothing is run. */
  OPENROAD("openroad", Optional.empty());

  private final String key;
  private final Optional<CellFamily> family;

  SynthFlow(String key, Optional<CellFamily> family) {
    this.key = key;
    this.family = family;
  }

  /** How the command line and the files call it. */
  public String key() {
    return key;
  }

  /** What its cells are; empty for a flow that is only written. */
  public Optional<CellFamily> family() {
    return family;
  }

  /** Whether nextpnr can place and route what it makes. */
  public boolean routes() {
    return this == YOSYS_ECP5 || this == YOSYS_ICE40;
  }

  /** The flow of a name. */
  public static Optional<SynthFlow> of(String key) {
    return Arrays.stream(values()).filter(flow -> flow.key.equals(key)).findFirst();
  }

  @Override
  public String toString() {
    return key;
  }
}
