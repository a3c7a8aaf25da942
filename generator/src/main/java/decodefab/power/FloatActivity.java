package decodefab.power;

/**
 * fp32 operations per token, in the vector unit and at group boundaries.
 *
 * @param adds additions, subtractions and comparisons
 * @param muls multiplications
 * @param conversions between integer, half and single precision
 * @param specials exp, reciprocal, rsqrt and the like
 */
public record FloatActivity(double adds, double muls, double conversions, double specials) {
  /** Checks the ranges. */
  public FloatActivity {
    Counts.require("fp32 additions", adds);
    Counts.require("fp32 multiplications", muls);
    Counts.require("conversions", conversions);
    Counts.require("special functions", specials);
  }
}
