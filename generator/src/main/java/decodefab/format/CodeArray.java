package decodefab.format;

/** Codes of a whole matrix, a byte each where they fit one. */
final class CodeArray {
  private final byte[] narrow;
  private final short[] wide;

  /**
   * Zeros.
   *
   * @throws IllegalArgumentException when there are too many for one array
   */
  CodeArray(long size, int bits) {
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(size + " elements are too many for one matrix");
    }
    narrow = new byte[bits <= 8 ? (int) size : 0];
    wide = new short[bits <= 8 ? 0 : (int) size];
  }

  int get(long index) {
    return wide.length == 0 ? narrow[(int) index] & 0xFF : wide[(int) index] & 0xFFFF;
  }

  void set(long index, int code) {
    if (wide.length == 0) {
      narrow[(int) index] = (byte) code;
    } else {
      wide[(int) index] = (short) code;
    }
  }

  CodeArray copy() {
    return new CodeArray(narrow.clone(), wide.clone());
  }

  private CodeArray(byte[] narrow, short[] wide) {
    this.narrow = narrow;
    this.wide = wide;
  }
}
