package decodefab.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes GGUF files byte by byte, sound ones and others. */
final class GgufBuilder {
  private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private final List<byte[]> data = new ArrayList<>();
  private long keyCount;
  private long tensorCount;
  private long place;
  private int version = 3;

  GgufBuilder version(int number) {
    version = number;
    return this;
  }

  /** A key with raw bytes of its type and value. */
  GgufBuilder key(String key, int type, byte[] value) {
    keys.writeBytes(text(key));
    keys.writeBytes(word(type));
    keys.writeBytes(value);
    keyCount++;
    return this;
  }

  GgufBuilder whole(String key, int value) {
    return key(key, 4, word(value));
  }

  GgufBuilder real(String key, float value) {
    return key(key, 6, word(Float.floatToIntBits(value)));
  }

  GgufBuilder text(String key, String value) {
    return key(key, 8, text(value));
  }

  GgufBuilder texts(String key, List<String> values) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes(word(8));
    list.writeBytes(wide(values.size()));
    values.forEach(v -> list.writeBytes(text(v)));
    return key(key, 9, list.toByteArray());
  }

  GgufBuilder integers(String key, List<Integer> values) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes(word(5));
    list.writeBytes(wide(values.size()));
    values.forEach(v -> list.writeBytes(word(v)));
    return key(key, 9, list.toByteArray());
  }

  GgufBuilder keyCount(long count) {
    keyCount = count;
    return this;
  }

  GgufBuilder tensorCount(long count) {
    tensorCount = count;
    return this;
  }

  /** A tensor behind those before it; sizes innermost first, as in the file. */
  GgufBuilder tensor(String name, int type, byte[] bytes, long... sizes) {
    tensorAt(name, type, place, sizes);
    byte[] padded = new byte[Math.ceilDiv(bytes.length, 32) * 32];
    System.arraycopy(bytes, 0, padded, 0, bytes.length);
    data.add(padded);
    place += padded.length;
    return this;
  }

  /** A tensor that claims a place. */
  GgufBuilder tensorAt(String name, int type, long at, long... sizes) {
    tensors.writeBytes(text(name));
    tensors.writeBytes(word(sizes.length));
    for (long size : sizes) {
      tensors.writeBytes(wide(size));
    }
    tensors.writeBytes(word(type));
    tensors.writeBytes(wide(at));
    tensorCount++;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.UTF_8));
    file.writeBytes(word(version));
    file.writeBytes(wide(tensorCount));
    file.writeBytes(wide(keyCount));
    file.writeBytes(keys.toByteArray());
    file.writeBytes(tensors.toByteArray());
    file.writeBytes(new byte[(32 - file.size() % 32) % 32]);
    data.forEach(file::writeBytes);
    return file.toByteArray();
  }

  static byte[] word(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  static byte[] wide(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static byte[] text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .array();
  }
}
