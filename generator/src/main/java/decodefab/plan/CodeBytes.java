package decodefab.plan;

import decodefab.format.ScaleCode;
import java.io.ByteArrayOutputStream;

/** Codes of scales behind each other, each in whole bytes, lowest first. */
final class CodeBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a scale's code; that of a signed integer fills its byte with its sign. */
  void add(ScaleCode scale, int code) {
    int filled = scale.isInteger() && scale.isSigned() ? (int) scale.value(code) : code;
    for (int bit = 0; bit < scale.bits(); bit += 8) {
      bytes.write(filled >> bit);
    }
  }

  /** Adds a code of one byte. */
  void add(int code) {
    bytes.write(code);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
