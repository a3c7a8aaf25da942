package decodefab.golden;

import decodefab.format.ScaleCode;

/** What the vector engine rounds a scale to before it divides by it. */
public final class ScaleRounding {
  private ScaleRounding() {}

  /**
   * The scale as it is kept.
   *
   * @throws IllegalArgumentException where the fabric has no such rounding
   */
  public static float round(float scale, ScaleCode code) {
    if (code.equals(ScaleCode.F32)) {
      return scale;
    }
    if (code.equals(ScaleCode.F16)) {
      return Fp32.fromF16(Fp32.toF16(scale));
    }
    throw new IllegalArgumentException("no rounding to " + code.text());
  }
}
