package decodefab.synth;

import decodefab.tech.Area;
import java.util.Map;
import java.util.Optional;

/**
 * What the cells of a device family take: LUTs (memories made of LUTs too), flip-flops, multipliers
 * and block RAM. Wide multiplexers, carry chains of their own and buffers take none of these.
 */
public enum CellFamily {
  /** UltraScale+, 6-input LUTs. Memory cells as many LUTs as their slices hold. */
  XILINX("LUT[1-6]", "FD[RSCP]E(_1)?", "CARRY[48]|MUXF[789]|BUFG|INV|[IO]BUF"),

  /**
   * Lattice ECP5, 4-input LUTs; block RAM of 18 Kb counts as half of 36 Kb. A carry cell is two
   * LUTs; a distributed RAM four, and two more that its write port makes unusable.
   */
  ECP5("LUT4", "TRELLIS_FF", "PFUMX|L6MUX21|DCCA|TRELLIS_IO|ALU54B"),

  /** Lattice iCE40, 4-input LUTs; block RAM of 4 Kb counts as a ninth of 36 Kb. */
  ICE40("SB_LUT4", "SB_DFF[A-Z]*", "SB_CARRY|SB_GB|SB_IO");

  private static final Map<String, Area> XILINX_CELLS =
      Map.ofEntries(
          Map.entry("RAM32M", lut(4)),
          Map.entry("RAM32M16", lut(8)),
          Map.entry("RAM64M", lut(4)),
          Map.entry("RAM64M8", lut(8)),
          Map.entry("RAM32X1D", lut(2)),
          Map.entry("RAM64X1D", lut(2)),
          Map.entry("RAM128X1D", lut(4)),
          Map.entry("RAM256X1D", lut(8)),
          Map.entry("RAM64X1S", lut(1)),
          Map.entry("RAM128X1S", lut(2)),
          Map.entry("RAM256X1S", lut(4)),
          Map.entry("RAM512X1S", lut(8)),
          Map.entry("SRL16E", lut(1)),
          Map.entry("SRLC32E", lut(1)),
          Map.entry("DSP48E2", dsp()),
          Map.entry("RAMB36E2", bram(1)),
          Map.entry("RAMB18E2", bram(0.5)),
          Map.entry("URAM288", new Area(0, 0, 0, 0, 1)));

  private static final Map<String, Area> ECP5_CELLS =
      Map.of(
          "CCU2C", lut(2),
          "TRELLIS_DPR16X4", lut(6),
          "MULT18X18D", dsp(),
          "DP16KD", bram(0.5),
          "PDPW16KD", bram(0.5));

  private static final Map<String, Area> ICE40_CELLS =
      Map.of("SB_MAC16", dsp(), "SB_RAM40_4K", bram(1 / 9.0), "SB_SPRAM256KA", bram(256 / 36.0));

  private final String luts;
  private final String flipFlops;
  private final String free;

  CellFamily(String luts, String flipFlops, String free) {
    this.luts = luts;
    this.flipFlops = flipFlops;
    this.free = free;
  }

  private static Area lut(double count) {
    return new Area(count, 0, 0, 0, 0);
  }

  private static Area dsp() {
    return new Area(0, 0, 1, 0, 0);
  }

  private static Area bram(double count) {
    return new Area(0, 0, 0, count, 0);
  }

  /** Area of one cell of this type; empty for a type that the family does not have. */
  Optional<Area> area(String type) {
    if (type.matches(luts)) {
      return Optional.of(lut(1));
    }
    if (type.matches(flipFlops)) {
      return Optional.of(new Area(0, 1, 0, 0, 0));
    }
    if (type.matches(free)) {
      return Optional.of(Area.NONE);
    }
    Map<String, Area> cells =
        switch (this) {
          case XILINX -> XILINX_CELLS;
          case ECP5 -> ECP5_CELLS;
          case ICE40 -> ICE40_CELLS;
        };
    return Optional.ofNullable(cells.get(type));
  }
}
