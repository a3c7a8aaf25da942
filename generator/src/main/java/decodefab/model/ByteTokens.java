package decodefab.model;

import java.util.Locale;

/** Tokens that stand for one byte each, written {@code <0x00>} to {@code <0xFF>}. */
final class ByteTokens {
  private ByteTokens() {}

  /** The token of a byte. */
  static String name(byte value) {
    return String.format(Locale.ROOT, "<0x%02X>", value & 0xFF);
  }

  /** The byte of a token, or -1. */
  static int byteOf(String token) {
    if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
      return -1;
    }
    int high = Character.digit(token.charAt(3), 16);
    int low = Character.digit(token.charAt(4), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
