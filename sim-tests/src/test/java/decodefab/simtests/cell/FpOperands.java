package decodefab.simtests.cell;

import java.util.SplittableRandom;

/**
 * Operands that arithmetic goes wrong on, and random ones that reach every rounding case.
 *
 * <p>Uniform random bits alone would hardly test addition: the exponents of two such numbers lie so
 * far apart that one of them vanishes.
 */
final class FpOperands {

  private static final int[] MAGNITUDES = {
    0x00000000,
    0x00000001,
    0x00400000,
    0x007FFFFF, // zero, subnormals
    0x00800000,
    0x00800001,
    0x00800002,
    0x00FFFFFF,
    0x01000000, // at the smallest normal
    0x0B800000,
    0x0C000000,
    0x1F800000,
    0x20000000,
    0x20000001, // products near 2^-126
    0x33000000,
    0x33000001,
    0x33800000,
    0x33800001,
    0x34000000, // halves and units of 1's last place
    0x387FE000,
    0x387FF000,
    0x38800000,
    0x33000000,
    0x32FFFFFF, // f16 subnormal corners
    0x3EFFFFFF,
    0x3F000000,
    0x3F000001,
    0x3F400000, // about one half
    0x3F7FFFFE,
    0x3F7FFFFF,
    0x3F800000,
    0x3F800001,
    0x3F800002, // about one
    0x3FBFFFFF,
    0x3FC00000,
    0x3FFFFFFF,
    0x40000000,
    0x40200000,
    0x40400000,
    0x42FC0000,
    0x42FD0000,
    0x42FDFFFF,
    0x42FE0000,
    0x42FF0000,
    0x43000000, // 126 to 128
    0x43160000,
    0x437FFFFF,
    0x43800000, // up to 256
    0x477FE000,
    0x477FEFFF,
    0x477FF000,
    0x47800000, // the largest f16
    0x4B000000,
    0x4B7FFFFF,
    0x4B800000,
    0x4B800001,
    0x4F000000, // 2^23 to 2^31
    0x5F800000,
    0x7E800000,
    0x7E800001,
    0x7EFFFFFF,
    0x7F000000, // products and reciprocals at the top
    0x7F7FFFFE,
    0x7F7FFFFF,
    0x7F800000, // the largest, infinity
    0x7F800001,
    0x7FBFFFFF,
    0x7FC00000,
    0x7FFFFFFF, // NaN
  };

  private final SplittableRandom random;

  FpOperands(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns the bits of every edge case, both signs. */
  static int[] edges() {
    int[] all = new int[MAGNITUDES.length * 2];
    for (int i = 0; i < MAGNITUDES.length; i++) {
      all[2 * i] = MAGNITUDES[i];
      all[2 * i + 1] = MAGNITUDES[i] | 0x80000000;
    }
    return all;
  }

  /** Returns all pairs of edge cases, a and b in turn. */
  static int[] edgePairs() {
    int[] edges = edges();
    int[] pairs = new int[edges.length * edges.length * 2];
    int at = 0;
    for (int a : edges) {
      for (int b : edges) {
        pairs[at++] = a;
        pairs[at++] = b;
      }
    }
    return pairs;
  }

  /** Returns random pairs, a and b in turn, of four kinds that take turns. */
  int[] pairs(int count) {
    int[] pairs = new int[count * 2];
    for (int i = 0; i < count; i++) {
      int a = random.nextInt();
      int b =
          switch (i & 3) {
            case 0 -> random.nextInt(); // anything
            case 1 -> near(a, 30); // sums that align
            case 2 -> near(a, 1) ^ 0x80000000; // sums that cancel
            default -> reciprocal(a); // products about one, or about the smallest normal
          };
      pairs[2 * i] = sparse(a, i);
      pairs[2 * i + 1] = sparse(b, i >> 1);
    }
    return pairs;
  }

  /**
   * Returns random pairs {b, a} that read as 48-bit integers lie halfway between two fp32 numbers,
   * or one off: the lowest bit of the widest integer decides its rounding.
   */
  int[] integersAtTies(int count) {
    int[] pairs = new int[count * 2];
    for (int i = 0; i < count; i++) {
      int dropped = random.nextInt(1, (i & 1) == 0 ? 8 : 24);
      long significand = random.nextInt(1 << 23, 1 << 24);
      long value = (significand << dropped) + (1L << (dropped - 1)) + random.nextInt(-1, 2);
      long signed = random.nextBoolean() ? value : -value;
      pairs[2 * i] = (int) signed;
      pairs[2 * i + 1] = (int) (signed >> 32);
    }
    return pairs;
  }

  private int near(int a, int reach) {
    int exponent = ((a >> 23) & 255) + random.nextInt(-reach, reach + 1);
    return (random.nextInt() & 0x807FFFFF) | (Math.clamp(exponent, 0, 255) << 23);
  }

  private int reciprocal(int a) {
    int sum = random.nextBoolean() ? 254 : 128;
    int exponent = sum - ((a >> 23) & 255) + random.nextInt(-2, 3);
    return (random.nextInt() & 0x807FFFFF) | (Math.clamp(exponent, 0, 255) << 23);
  }

  /** Clears low fraction bits of every other run of operands, so that exact ties occur. */
  private int sparse(int bits, int turn) {
    return (turn & 8) != 0 ? bits & (-1 << random.nextInt(24)) : bits;
  }
}
