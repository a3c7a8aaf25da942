package decodefab.simtests.matvec;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Input file of a bench: little-endian words and byte strings. */
final class ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ByteSink u32(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.write(value >>> shift);
    }
    return this;
  }

  ByteSink raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** Writes their number, then the words, all of one length. */
  ByteSink words(List<byte[]> words) {
    u32(words.size());
    words.forEach(bytes::writeBytes);
    return this;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
