package decodefab.tech;

/**
 * FPGA resources. Fractions are allowed, because a cell may use half a block RAM or a share of an
 * adder tree; round up only when a whole design is compared with a device.
 *
 * @param lut 6-input look-up tables, those used as memory included
 * @param ff flip-flops
 * @param dsp DSP slices
 * @param bram36 block RAMs of 36 Kb; half of one is 18 Kb
 * @param uram UltraRAMs of 288 Kb
 */
public record Area(double lut, double ff, double dsp, double bram36, double uram) {
  /** No resources at all. */
  public static final Area NONE = new Area(0, 0, 0, 0, 0);

  /** Checks that no resource is negative. */
  public Area {
    for (double part : new double[] {lut, ff, dsp, bram36, uram}) {
      if (!(part >= 0 && Double.isFinite(part))) {
        throw new IllegalArgumentException("a resource count must be at least 0, got " + part);
      }
    }
  }

  /** Both together. */
  public Area plus(Area other) {
    return new Area(
        lut + other.lut, ff + other.ff, dsp + other.dsp, bram36 + other.bram36, uram + other.uram);
  }

  /** This many copies, or a share of one. */
  public Area times(double copies) {
    return new Area(lut * copies, ff * copies, dsp * copies, bram36 * copies, uram * copies);
  }
}
