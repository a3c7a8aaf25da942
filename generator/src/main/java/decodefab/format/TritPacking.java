package decodefab.format;

/**
 * Five ternary digits in a byte, 1.6 bits each. The digits t0..t4 (trit + 1: 0, 1 or 2) form the
 * fraction 0.t0t1t2t3t4 of base 3, and the byte is that fraction of 256, rounded up: multiplying by
 * 3 then pushes one digit after the other out at the top, so a decoder is four additions of {@code
 * b + 2b} and no division.
 */
public final class TritPacking {
  /** Trits of a byte. */
  public static final int TRITS = 5;

  private static final int POWER = 243;

  private TritPacking() {}

  /**
   * Packs five trits; the first one leaves first.
   *
   * @param trits each -1, 0 or 1
   * @param from of the first; what lies beyond the end counts as 0
   * @return the byte, 0 to 255
   */
  public static int pack(int[] trits, int from) {
    int number = 0;
    for (int i = from; i < from + TRITS; i++) {
      int trit = i < trits.length ? trits[i] : 0;
      if (trit < -1 || trit > 1) {
        throw new IllegalArgumentException(trit + " is no trit");
      }
      number = 3 * number + trit + 1;
    }
    return (number * 256 + POWER - 1) / POWER;
  }

  /**
   * Unpacks a byte. Bytes that {@link #pack} never gives unpack to some five trits, as the hardware
   * does.
   *
   * @param packed 0 to 255
   * @return five of -1, 0 and 1
   */
  public static int[] unpack(int packed) {
    int[] trits = new int[TRITS];
    int fraction = packed & 0xFF;
    for (int i = 0; i < TRITS; i++) {
      int product = 3 * fraction;
      trits[i] = (product >> 8) - 1;
      fraction = product & 0xFF;
    }
    return trits;
  }
}
