package decodefab.power;

/**
 * Accesses of on-chip memory per token. A 512-bit buffer of block RAM makes 8 accesses of 72 bits
 * (rounded up) whenever it is read or written.
 *
 * @param bram accesses of a block RAM, 72 bits each
 * @param uram accesses of an UltraRAM, 72 bits each
 * @param lutram accesses of a LUT used as 64x1 RAM
 */
public record OnChipActivity(double bram, double uram, double lutram) {
  /** Checks the ranges. */
  public OnChipActivity {
    Counts.require("block RAM accesses", bram);
    Counts.require("UltraRAM accesses", uram);
    Counts.require("LUT RAM accesses", lutram);
  }
}
