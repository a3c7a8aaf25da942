package decodefab.golden;

/**
 * The special-function unit: 2^x, 1/x and 1/sqrt(x) from one piecewise quadratic in fixed point,
 * step by step as {@code dfab_fp_sfu} computes it.
 *
 * <p>Each function reduces to a significand in [1, 2] that depends on 7 index bits and an 18-bit
 * offset {@code d} from the middle of the segment, and to an exponent that is integer arithmetic.
 * Powers of two come out exact. Coefficients: {@link SfuTable}.
 */
final class SpecialFunctions {

  /**
   * Bound on the error of each function, in units in the last place of the exact result, over every
   * operand with a normal result. A test measures it.
   */
  static final double MAX_ULP = 0.80;

  private static final int FRACTION_BITS = 23;
  private static final int HIDDEN_BIT = 1 << FRACTION_BITS;
  private static final int FRACTION_MASK = HIDDEN_BIT - 1;
  private static final int EXPONENT_SPECIAL = 255;

  private SpecialFunctions() {}

  static float exp2(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits >> FRACTION_BITS) & EXPONENT_SPECIAL;
    if (exponent == EXPONENT_SPECIAL && (bits & FRACTION_MASK) != 0) {
      return Float.NaN;
    }
    if (exponent > 134) { // |x| of 256 or more
      return bits < 0 ? 0f : Float.POSITIVE_INFINITY;
    }
    // x to 25 fractional bits, nearest, halves away from zero: the offset is 18 bits wide, and a
    // half unit here moves the result by under 0.18 ulp.
    int right = 134 - exponent;
    long magnitude = 0;
    if (exponent > 0 && right < 64) {
      long guarded = (long) ((bits & FRACTION_MASK) | HIDDEN_BIT) << 10 >> right;
      magnitude = (guarded + 1) >> 1;
    }
    long fixed = bits < 0 ? -magnitude : magnitude;
    int fraction = (int) fixed & ((1 << 25) - 1);
    int significand =
        SfuTable.significand(SfuTable.EXP2, fraction >> 18, fraction & ((1 << 18) - 1));
    return pack(0, 127 + (int) (fixed >> 25), significand);
  }

  static float recip(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits >> FRACTION_BITS) & EXPONENT_SPECIAL;
    int sign = bits & 0x80000000;
    if (exponent == 0) {
      return Float.intBitsToFloat(sign | (EXPONENT_SPECIAL << FRACTION_BITS));
    }
    if (exponent == EXPONENT_SPECIAL) {
      return (bits & FRACTION_MASK) != 0 ? Float.NaN : Float.intBitsToFloat(sign);
    }
    // 1 / (2^e m) = 2^(-e-1) * (2 / m)
    return pack(sign, 253 - exponent, significand(SfuTable.RECIP, bits));
  }

  static float rsqrt(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits >> FRACTION_BITS) & EXPONENT_SPECIAL;
    if (exponent == 0) {
      return Float.intBitsToFloat((bits & 0x80000000) | (EXPONENT_SPECIAL << FRACTION_BITS));
    }
    if (bits < 0 || exponent == EXPONENT_SPECIAL) {
      return bits == 0x7F800000 ? 0f : Float.NaN;
    }
    // The octave that the significand is read in follows the parity of the exponent: an odd biased
    // exponent is an even power of two.
    int group = (exponent & 1) != 0 ? SfuTable.RSQRT_1_2 : SfuTable.RSQRT_2_4;
    return pack(0, 190 - ((exponent + 1) >> 1), significand(group, bits));
  }

  private static int significand(int group, int bits) {
    return SfuTable.significand(group, (bits >> 16) & 127, (bits & 0xFFFF) << 2);
  }

  /** Packs a significand in [2^23, 2^24]; the upper end carries into the exponent. */
  private static float pack(int sign, int exponent, int significand) {
    int carried = exponent + (significand >> 24);
    if (carried < 1) {
      return Float.intBitsToFloat(sign);
    }
    if (carried >= EXPONENT_SPECIAL) {
      return Float.intBitsToFloat(sign | (EXPONENT_SPECIAL << FRACTION_BITS));
    }
    return Float.intBitsToFloat(sign | (carried << FRACTION_BITS) | (significand & FRACTION_MASK));
  }
}
