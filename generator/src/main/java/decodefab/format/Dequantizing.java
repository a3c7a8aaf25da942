package decodefab.format;

/** The arithmetic between codes and numbers, in one place so that both directions agree. */
final class Dequantizing {
  private Dequantizing() {}

  /** A product of scales as the fabric's multiplier gives it: subnormals are zero. */
  static float product(float a, float b) {
    // 24 x 24 bits fit a double, so the comparison sees the product before it is rounded.
    double exact = (double) flushed(a) * flushed(b);
    return Math.abs(exact) < Float.MIN_NORMAL ? (float) Math.copySign(0.0, exact) : (float) exact;
  }

  /** An element times its scale, rounded once, plus what its group adds, rounded once more. */
  static float value(double element, float scale, float min) {
    float scaled = (float) (element * scale);
    return min == 0 ? scaled : scaled + min;
  }

  private static float flushed(float a) {
    return Math.abs(a) < Float.MIN_NORMAL ? Math.copySign(0f, a) : a;
  }
}
