package decodefab.model;

import java.nio.ByteBuffer;

/** Number formats of stored weights that convert to float32 without loss. */
enum FloatType implements StoredType {
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

  @Override
  public int size() {
    return size;
  }

  /** The element at a byte offset of a little-endian buffer. */
  abstract float get(ByteBuffer bytes, int at);
}
