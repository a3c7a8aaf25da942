package decodefab.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Number formats of stored weights that convert to float32 without loss. */
enum FloatType {
  F32(4) {
    @Override
    float get(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  F16(2) {
    @Override
    float get(ByteBuffer bytes, int at) {
      return Float.float16ToFloat(bytes.getShort(at));
    }
  },
  /** The upper half of a float32. */
  BF16(2) {
    @Override
    float get(ByteBuffer bytes, int at) {
      return Float.intBitsToFloat(bytes.getShort(at) << 16);
    }
  };

  private final int size;

  FloatType(int size) {
    this.size = size;
  }

  /** Bytes of one element. */
  int size() {
    return size;
  }

  /** The element at a byte offset of a little-endian buffer. */
  abstract float get(ByteBuffer bytes, int at);

  /** The type that a safetensors header calls by this name. */
  static Optional<FloatType> named(String name) {
    return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
  }
}
