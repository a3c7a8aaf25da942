package decodefab.simtests.matvec;

/** Codes of fewer than 8 bits behind each other, lowest bits first, as memories hold them. */
final class CodePacking {
  private CodePacking() {}

  /**
   * Packs the low bits of one code after the other.
   *
   * @param codes a whole number of bytes of them
   */
  static byte[] pack(byte[] codes, int bits) {
    byte[] packed = new byte[codes.length * bits / 8];
    for (int i = 0; i < codes.length * bits; i++) {
      int bit = (codes[i / bits] >> (i % bits)) & 1;
      packed[i / 8] |= (byte) (bit << (i % 8));
    }
    return packed;
  }
}
