package decodefab.activity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Words of a waveform's text, without a line of it ever being held whole. */
final class VcdScanner {
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int filled;
  private byte[] word = new byte[256];
  private int length;

  VcdScanner(InputStream in) {
    this.in = in;
  }

  /**
   * Goes to the next word.
   *
   * @return false at the end
   */
  boolean advance() throws IOException {
    length = 0;
    int at = read();
    while (at >= 0 && at <= ' ') {
      at = read();
    }
    while (at > ' ') {
      if (length == word.length) {
        if (length >= LONGEST) {
          throw new IOException("a word of it is longer than " + LONGEST + " letters");
        }
        word = Arrays.copyOf(word, 2 * length);
      }
      word[length++] = (byte) at;
      at = read();
    }
    return length > 0;
  }

  private int read() throws IOException {
    if (next == filled) {
      filled = Math.max(0, in.read(buffer));
      next = 0;
      if (filled == 0) {
        return -1;
      }
    }
    return buffer[next++] & 0xFF;
  }

  byte at(int index) {
    return word[index];
  }

  /** The word from its letter {@code first} on. */
  String text(int first) {
    return new String(word, first, length - first, StandardCharsets.ISO_8859_1);
  }

  /** A copy of its letters from {@code first} on. */
  byte[] letters(int first) {
    return Arrays.copyOfRange(word, first, length);
  }

  /** The next word, which has to be there. */
  String expect(String what) throws IOException {
    if (!advance()) {
      throw new IOException("it ends before " + what);
    }
    return text(0);
  }
}
