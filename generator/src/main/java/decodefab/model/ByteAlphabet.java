package decodefab.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The printable characters that byte-level tokenizers write for the 256 bytes: printable Latin-1
 * stands for itself, the other bytes get the characters from U+0100 on in order (the scheme that
 * GPT-2's tokenizer introduced).
 */
final class ByteAlphabet {
  private static final char[] CHARS = new char[256];
  private static final int[] BYTES = new int[512];

  static {
    Arrays.fill(BYTES, -1);
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean itself = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xFF && b != 0xAD);
      CHARS[b] = (char) (itself ? b : next++);
      BYTES[CHARS[b]] = b;
    }
  }

  private ByteAlphabet() {}

  /** The UTF-8 bytes of a text, one character for each. */
  static String encode(String text) {
    StringBuilder chars = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      chars.append(CHARS[b & 0xFF]);
    }
    return chars.toString();
  }

  /** The byte that a character stands for, or -1. */
  static int byteOf(int character) {
    return character < BYTES.length ? BYTES[character] : -1;
  }

  /** The bytes of a token; a token with any other character is plain text. */
  static byte[] decode(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      int b = byteOf(token.charAt(i));
      if (b < 0) {
        return token.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = (byte) b;
    }
    return bytes;
  }
}
