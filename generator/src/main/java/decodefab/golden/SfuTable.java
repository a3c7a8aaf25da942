package decodefab.golden;

import java.util.function.DoubleUnaryOperator;

/**
 * Coefficients of the special-function unit and the fixed-point polynomial that reads them.
 *
 * <p>Four groups of 128 segments. Within a segment, with {@code t} the signed distance from its
 * middle in units of 2^-25 of the reduced operand (18 bits):
 *
 * <pre>
 *   significand * 2^31 = 2^31 + c0 * 2^4 + (c1 * t &gt;&gt; 14) + (c2 * (t * t &gt;&gt; 17) &gt;&gt; 16)
 * </pre>
 *
 * <p>A table word is {@code {c0[26:0], c1[21:0] signed, c2[14:0]}}, 64 bits; c0 already contains
 * the half ulp that rounds, so the result is the sum without its low 8 bits. 512 words fill one
 * 36-kbit block RAM.
 *
 * <p>Method: c1 and c2 are those of the parabola through the three Chebyshev nodes of the segment
 * (whose error is within a few percent of the minimax one at this width), rounded; c0 then centres
 * the error that the integer datapath really makes, truncations included, over 65 points of the
 * segment. StrictMath makes the table the same on every machine.
 */
final class SfuTable {

  /** Group of 2^f, f in [0, 1). */
  static final int EXP2 = 0;

  /** Group of 2 / m, m in [1, 2). */
  static final int RECIP = 1;

  /** Group of 2 / sqrt(m), m in [1, 2). */
  static final int RSQRT_1_2 = 2;

  /** Group of 2 / sqrt(2 m), m in [1, 2). */
  static final int RSQRT_2_4 = 3;

  static final int SEGMENTS = 128;
  static final int WORDS = 4 * SEGMENTS;

  private static final int C2_BITS = 15;
  private static final int C1_BITS = 22;
  private static final double OFFSET_UNIT = 0x1p-25;
  private static final int HALF_SEGMENT = 1 << 17;

  private static final long[] TABLE = build();

  private SfuTable() {}

  /** Returns table word {@code index}, 0 to 511: group times 128 plus segment. */
  static long word(int index) {
    return TABLE[index];
  }

  /**
   * Returns the rounded significand, 2^23 to 2^24.
   *
   * @param offset place within the segment from its low end, 18 bits
   */
  static int significand(int group, int segment, int offset) {
    long word = TABLE[group * SEGMENTS + segment];
    return (int)
        ((0x80000000L + ((word >>> (C1_BITS + C2_BITS)) << 4) + slope(word, offset - HALF_SEGMENT))
            >> 8);
  }

  private static long slope(long word, long t) {
    long c1 = (word << (64 - C1_BITS - C2_BITS)) >> (64 - C1_BITS);
    long c2 = word & ((1 << C2_BITS) - 1);
    return ((c1 * t) >> 14) + ((c2 * ((t * t) >> 17)) >> 16);
  }

  private static long[] build() {
    long[] table = new long[WORDS];
    for (int segment = 0; segment < SEGMENTS; segment++) {
      double low = (double) segment / SEGMENTS;
      table[EXP2 * SEGMENTS + segment] = fit(low, f -> StrictMath.pow(2, f));
      table[RECIP * SEGMENTS + segment] = fit(low, f -> 2 / (1 + f));
      table[RSQRT_1_2 * SEGMENTS + segment] = fit(low, f -> 2 / StrictMath.sqrt(1 + f));
      table[RSQRT_2_4 * SEGMENTS + segment] = fit(low, f -> 2 / StrictMath.sqrt(2 + 2 * f));
    }
    return table;
  }

  private static long fit(double low, DoubleUnaryOperator function) {
    double half = HALF_SEGMENT * OFFSET_UNIT;
    double middle = low + half;
    double node = half * StrictMath.sqrt(3) / 2;
    double left = function.applyAsDouble(middle - node);
    double right = function.applyAsDouble(middle + node);
    double curve = ((left + right) / 2 - function.applyAsDouble(middle)) / (node * node);
    long c1 = StrictMath.round((right - left) / (2 * node) * 0x1p20);
    long c2 = StrictMath.round(curve * 0x1p14);
    long word = ((c1 & ((1 << C1_BITS) - 1)) << C2_BITS) | c2;

    double most = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 64; i++) {
      int t = Math.min(i * (HALF_SEGMENT / 32), 2 * HALF_SEGMENT - 1) - HALF_SEGMENT;
      double exact = function.applyAsDouble(middle + t * OFFSET_UNIT) * 0x1p31;
      double rest = exact - slope(word, t);
      most = Math.max(most, rest);
      least = Math.min(least, rest);
    }
    // Half an ulp is 2^7 of these units. The leading one of the significand is not stored.
    long c0 = StrictMath.round(((most + least) / 2 - 0x1p31 + 0x1p7) / 16);
    return (c0 << (C1_BITS + C2_BITS)) | word;
  }
}
