package decodefab.power;

import decodefab.tech.Multiplier;

/**
 * Integer multiply-accumulates of one pair of widths.
 *
 * @param weightBits width of the lane's weight input, 1 to 32; int4 weights that are extended to an
 *     8-bit lane count as 8
 * @param activationBits width of the lane's activation input, 1 to 32
 * @param multiplier what the lane multiplies with
 * @param count lane operations per token, lanes that hold padding included
 */
public record MacActivity(int weightBits, int activationBits, Multiplier multiplier, double count) {
  /** Checks the ranges. */
  public MacActivity {
    if (weightBits < 1 || weightBits > 32 || activationBits < 1 || activationBits > 32) {
      throw new IllegalArgumentException(
          "no lane multiplies " + weightBits + " by " + activationBits + " bit");
    }
    Counts.require("multiply-accumulates", count);
  }
}
