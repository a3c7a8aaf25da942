package decodefab.golden;

/**
 * The fabric's fp32 arithmetic, bit for bit what the {@code dfab_fp_*} cells compute.
 *
 * <p>IEEE 754 binary32, round to nearest even, with three departures:
 *
 * <ul>
 *   <li>a subnormal operand counts as zero of its sign;
 *   <li>a result whose exact magnitude, <em>before rounding</em>, is below 2^-126 becomes zero of
 *       its sign;
 *   <li>every NaN result is the canonical {@code 0x7FC00000}.
 * </ul>
 *
 * <p>The common case of each function is one Java float operation and a few comparisons, so that a
 * model can be interpreted at speed; everything rare sits in a separate method.
 */
public final class Fp32 {

  /** Bits of the only NaN that an operation returns. */
  public static final int NAN_BITS = 0x7FC00000;

  /** Largest finite f16 magnitude, 65504, as f16 bits: where {@link #toF16} saturates. */
  private static final int F16_MAX_BITS = 0x7BFF;

  private static final int F16_NAN_BITS = 0x7E00;

  private Fp32() {}

  /** Returns {@code a + b}. Cell {@code dfab_fp_add}. */
  public static float add(float a, float b) {
    float sum = a + b;
    // Above this bound a subnormal operand is under half an ulp of the other, so flushing it first
    // would not have changed the sum.
    // A sum of zero is exact: the operands were opposite, and so are they when flushed.
    return Math.abs(sum) >= 0x1p-100f || sum == 0f ? sum : addRare(a, b);
  }

  private static float addRare(float a, float b) {
    // A sum below the normal range is exact, so flushing it after the fact is flushing before.
    float sum = flush(flush(a) + flush(b));
    return Float.isNaN(sum) ? Float.NaN : sum;
  }

  /** Returns {@code a - b}: {@link #add} with the sign of {@code b} turned. */
  public static float sub(float a, float b) {
    return add(a, -b);
  }

  /** Returns {@code a * b}. Cell {@code dfab_fp_mul}. */
  public static float mul(float a, float b) {
    float product = a * b;
    boolean common =
        Math.abs(product) > Float.MIN_NORMAL
            && Math.abs(a) >= Float.MIN_NORMAL
            && Math.abs(b) >= Float.MIN_NORMAL;
    // A product that is zero already has the sign that flushing would leave.
    return common || product == 0f ? product : mulRare(a, b);
  }

  private static float mulRare(float a, float b) {
    // 24 x 24 bits fit the 53 of a double, so the comparison sees the unrounded product.
    double exact = (double) flush(a) * flush(b);
    if (Math.abs(exact) < Float.MIN_NORMAL) {
      return (float) Math.copySign(0.0, exact);
    }
    return Double.isNaN(exact) ? Float.NaN : (float) exact;
  }

  /** Returns {@code v} rounded once to nearest even. Cell {@code dfab_fp_from_int}. */
  public static float fromInt(long v) {
    return v;
  }

  /**
   * Returns the f16 bits nearest to {@code a}, ties to even, with gradual f16 subnormals. What lies
   * beyond the finite f16 range, infinities included, saturates to +-65504; NaN gives 0x7E00. Cell
   * {@code dfab_fp_to_f16}.
   */
  public static int toF16(float a) {
    if (Float.isNaN(a)) {
      return F16_NAN_BITS;
    }
    int bits = Float.floatToFloat16(a) & 0xFFFF;
    return (bits & 0x7FFF) > F16_MAX_BITS ? (bits & 0x8000) | F16_MAX_BITS : bits;
  }

  /**
   * Returns the value of the f16 in the low 16 bits of {@code bits}, exactly; every f16 NaN gives
   * the canonical NaN. Cell {@code dfab_fp_from_f16}.
   */
  public static float fromF16(int bits) {
    float value = Float.float16ToFloat((short) bits);
    return Float.isNaN(value) ? Float.NaN : value;
  }

  /**
   * Returns {@code a} rounded to the nearest integer, ties to even, clamped to {@code
   * -limit..limit}; NaN gives 0. Cell {@code dfab_fp_to_int}.
   *
   * @param limit up to 32767
   */
  public static int toInt(float a, int limit) {
    // Clamping first keeps the conversion to int in range; (int) NaN is 0 by the language.
    return (int) Math.rint(Math.max(-limit, Math.min(limit, a)));
  }

  /**
   * Returns whichever operand is greater in the order of {@link #greater}, bits unchanged. Cell
   * {@code dfab_fp_max}.
   */
  public static float max(float a, float b) {
    return greater(b, a) ? b : a;
  }

  /**
   * Tells whether {@code a} is above {@code b} in the total order of the bit patterns as sign and
   * magnitude: -NaN &lt; -Inf &lt; ... &lt; -0 &lt; +0 &lt; ... &lt; +Inf &lt; NaN. Cell {@code
   * dfab_fp_max}.
   */
  public static boolean greater(float a, float b) {
    return orderKey(a) > orderKey(b);
  }

  /** A whole number that is greater exactly where {@link #greater} has the float greater. */
  static int orderKey(float a) {
    int bits = Float.floatToRawIntBits(a);
    return bits ^ ((bits >> 31) & 0x7FFFFFFF);
  }

  /** The float with this {@link #orderKey}. */
  static float ofOrderKey(int key) {
    return Float.intBitsToFloat(key ^ ((key >> 31) & 0x7FFFFFFF));
  }

  /** Returns {@code a} with its sign bit cleared; no other bit changes. */
  public static float abs(float a) {
    return Math.abs(a);
  }

  /** Returns {@code a} with its sign bit turned; no other bit changes. */
  public static float neg(float a) {
    return -a;
  }

  /**
   * Returns 2 to the power {@code a}: +Inf from 128 on, +0 where the result is below 2^-126. Worst
   * error: {@link SpecialFunctions#MAX_ULP}. Cell {@code dfab_fp_sfu}, op 1.
   */
  public static float exp2(float a) {
    return SpecialFunctions.exp2(a);
  }

  /**
   * Returns 1 / {@code a}: +-0 gives +-Inf, +-Inf gives +-0, a result below 2^-126 gives zero of
   * its sign. Worst error: {@link SpecialFunctions#MAX_ULP}. Cell {@code dfab_fp_sfu}, op 2.
   */
  public static float recip(float a) {
    return SpecialFunctions.recip(a);
  }

  /**
   * Returns 1 / sqrt({@code a}): +-0 gives +-Inf (as IEEE 754 recommends for rSqrt), +Inf gives +0,
   * anything below zero gives NaN. Worst error: {@link SpecialFunctions#MAX_ULP}. Cell {@code
   * dfab_fp_sfu}, op 3.
   */
  public static float rsqrt(float a) {
    return SpecialFunctions.rsqrt(a);
  }

  /**
   * Returns the sum of {@code v[off..off+lanes-1]} as a balanced tree that pairs neighbours (2i,
   * 2i+1) at each level. Cell {@code dfab_fp_sum_tree}.
   *
   * @param lanes a power of two, 1 to 64; with 1 the element comes back unchanged
   */
  public static float sumTree(float[] v, int off, int lanes) {
    if (lanes == 1) {
      return v[off];
    }
    if (lanes == 2) {
      return add(v[off], v[off + 1]);
    }
    int half = lanes >> 1;
    return add(sumTree(v, off, half), sumTree(v, off + half, half));
  }

  private static float flush(float a) {
    return Math.abs(a) < Float.MIN_NORMAL ? Math.copySign(0f, a) : a;
  }
}
