package decodefab.format;

import java.util.Arrays;
import java.util.Optional;

/**
 * The block layouts of GGUF files that the fabric can read as they are. A block's bytes become
 * codes without any rounding: offset nibbles become two's complement, and a minimum that GGUF
 * subtracts becomes one that is added, by the sign bit of its scale. Layouts are those of
 * llama.cpp's {@code ggml-common.h}; little-endian.
 */
public enum GgufBlock {
  /** Four-bit integers under a half-precision scale. */
  Q4_0(2, 32, 18),
  /** Four-bit unsigned integers with scale and minimum. */
  Q4_1(3, 32, 20),
  /** Eight-bit integers under a half-precision scale. */
  Q8_0(8, 32, 34),
  /** Four-bit unsigned integers; scales and minima of six bits under two half-precision ones. */
  Q4_K(12, 256, 144),
  /** Six-bit integers; scales of eight signed bits under a half-precision one. */
  Q6_K(14, 256, 210),
  /** OCP MXFP4. */
  MXFP4(39, 32, 17);

  private static final int F16_SIGN = 0x8000;

  private final int typeId;
  private final int weights;
  private final int bytes;

  GgufBlock(int typeId, int weights, int bytes) {
    this.typeId = typeId;
    this.weights = weights;
    this.bytes = bytes;
  }

  /** The layout of a tensor type of a GGUF file; empty when it is none of these. */
  public static Optional<GgufBlock> ofType(int typeId) {
    return Arrays.stream(values()).filter(b -> b.typeId == typeId).findFirst();
  }

  /** Number of the tensor type in a GGUF file. */
  public int typeId() {
    return typeId;
  }

  /** Weights of a block, a divisor of the columns. */
  public int weights() {
    return weights;
  }

  /** Bytes of a block. */
  public int bytes() {
    return bytes;
  }

  /** What the blocks decode to. */
  public TensorFormat format() {
    return switch (this) {
      case Q4_0 -> TensorFormat.grouped(ElementCodes.signed(4), 32, ScaleCode.F16);
      case Q4_1 ->
          TensorFormat.grouped(ElementCodes.unsigned(4), 32, ScaleCode.F16)
              .withOffset(new Offset.Min(ScaleCode.F16));
      case Q8_0 -> TensorFormat.grouped(ElementCodes.signed(8), 32, ScaleCode.F16);
      case Q4_K ->
          TensorFormat.grouped(ElementCodes.unsigned(4), 32, ScaleCode.unsigned(6))
              .withOffset(new Offset.Min(ScaleCode.unsigned(6)))
              .under(new SuperGroup(256, ScaleCode.F16));
      case Q6_K ->
          TensorFormat.grouped(ElementCodes.signed(6), 16, ScaleCode.signed(8))
              .under(new SuperGroup(256, ScaleCode.F16));
      case MXFP4 -> TensorFormat.grouped(ElementCodes.smallFloat(2, 1), 32, ScaleCode.E8M0);
    };
  }

  /**
   * The codes of one block.
   *
   * @param data holds {@link #bytes} bytes from {@code offset} on
   */
  public QuantizedBlock decode(byte[] data, int offset) {
    if (offset < 0 || offset > data.length - bytes) {
      throw new IllegalArgumentException(
          "a block of " + bytes + " bytes at " + offset + " of " + data.length);
    }
    byte[] block = Arrays.copyOfRange(data, offset, offset + bytes);
    return switch (this) {
      case Q4_0 -> oneScale(half(block, 0), 0, halves(block, 2, 0x8));
      case Q4_1 -> oneScale(half(block, 0), half(block, 2), halves(block, 4, 0));
      case Q8_0 -> oneScale(half(block, 0), 0, bytes(block, 2, weights));
      case Q4_K -> fourBitsUnderSixBitScales(block);
      case Q6_K -> sixBits(block);
      case MXFP4 -> oneScale(block[0] & 0xFF, 0, halves(block, 1, 0));
    };
  }

  /**
   * A whole matrix.
   *
   * @param data rows of blocks, one after the other
   * @throws InvalidCodeException when a scale is NaN or infinite
   * @throws IllegalArgumentException when the columns are not whole blocks or the data has another
   *     size
   */
  public QuantizedTensor decode(byte[] data, int rows, int cols) throws InvalidCodeException {
    if (cols % weights != 0 || (long) rows * (cols / weights) * bytes != data.length) {
      throw new IllegalArgumentException(
          data.length + " bytes of " + name() + " for " + rows + " x " + cols);
    }
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(format(), rows, cols);
    int perRow = cols / weights;
    for (int i = 0; i < rows * perRow; i++) {
      builder.block(i / perRow, i % perRow, decode(data, i * bytes));
    }
    return builder.buildChecked();
  }

  private static QuantizedBlock oneScale(int scale, int offset, int[] codes) {
    return new QuantizedBlock(0, 0, new int[] {scale}, new int[] {offset}, codes);
  }

  /** Low nibbles are the first half of the weights, high ones the second. */
  private static int[] halves(byte[] block, int from, int flip) {
    int count = block.length - from;
    int[] codes = new int[2 * count];
    for (int i = 0; i < count; i++) {
      codes[i] = (block[from + i] & 0xF) ^ flip;
      codes[count + i] = (block[from + i] >> 4 & 0xF) ^ flip;
    }
    return codes;
  }

  /**
   * Scales and minima of eight groups lie in twelve bytes: six bits each of the first four scales
   * and minima with two bits above them for the last four, whose lower four bits share the last
   * bytes.
   */
  private static QuantizedBlock fourBitsUnderSixBitScales(byte[] block) {
    int[] packed = bytes(block, 4, 12);
    int[] scales = new int[8];
    int[] mins = new int[8];
    for (int g = 0; g < 4; g++) {
      scales[g] = packed[g] & 0x3F;
      mins[g] = packed[4 + g] & 0x3F;
      scales[4 + g] = (packed[8 + g] & 0xF) | (packed[g] >> 2 & 0x30);
      mins[4 + g] = packed[8 + g] >> 4 | (packed[4 + g] >> 2 & 0x30);
    }
    int[] codes = new int[256];
    for (int i = 0; i < codes.length; i++) {
      // Each 32 bytes hold two groups: one in their low nibbles, the next in their high ones.
      int group = i / 32;
      codes[i] = block[16 + group / 2 * 32 + i % 32] >> (4 * (group % 2)) & 0xF;
    }
    return new QuantizedBlock(half(block, 0), half(block, 2) ^ F16_SIGN, scales, mins, codes);
  }

  private static QuantizedBlock sixBits(byte[] block) {
    int[] codes = new int[256];
    for (int i = 0; i < codes.length; i++) {
      int inHalf = i % 128;
      int low = block[i / 128 * 64 + inHalf % 64] >> (4 * (inHalf / 64)) & 0xF;
      int high = block[128 + i / 128 * 32 + inHalf % 32] >> (2 * (inHalf / 32)) & 3;
      // Stored plus 32.
      codes[i] = (high << 4 | low) ^ 0x20;
    }
    return new QuantizedBlock(half(block, 208), 0, bytes(block, 192, 16), new int[16], codes);
  }

  private static int half(byte[] block, int at) {
    return (block[at] & 0xFF) | (block[at + 1] & 0xFF) << 8;
  }

  private static int[] bytes(byte[] block, int from, int count) {
    int[] codes = new int[count];
    for (int i = 0; i < count; i++) {
      codes[i] = block[from + i] & 0xFF;
    }
    return codes;
  }
}
