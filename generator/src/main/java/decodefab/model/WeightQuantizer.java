package decodefab.model;

import decodefab.diag.InputException;
import java.util.Locale;

/**
 * Rounds weights to symmetric integers: a group's scale is its largest magnitude over the largest
 * code, rounded to binary16; a code is the weight over that scale, rounded to nearest even. The
 * most negative code is not used, so that a sign change of the weights is a sign change of the
 * codes.
 */
public final class WeightQuantizer {
  private static final float LARGEST_SCALE = 65504;

  private final int bits;
  private final int group;

  /**
   * A quantizer.
   *
   * @param bits bits of a code, 2..8
   * @param group columns that share a scale, at least 1
   */
  public WeightQuantizer(int bits, int group) {
    if (bits < 2 || bits > 8 || group < 1) {
      throw new IllegalArgumentException(bits + " bits per group of " + group);
    }
    this.bits = bits;
    this.group = group;
  }

  /**
   * Quantizes a whole matrix.
   *
   * @param tensor its name, for messages
   * @throws InputException when a weight is no finite number, or when a group's scale is above the
   *     largest binary16, 65504
   */
  public QuantizedMatrix quantize(String tensor, FloatMatrix matrix) throws InputException {
    int groups = Math.ceilDiv(matrix.cols(), group);
    byte[] codes = new byte[Math.multiplyExact(matrix.rows(), matrix.cols())];
    short[] scales = new short[Math.multiplyExact(matrix.rows(), groups)];
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      for (int g = 0; g < groups; g++) {
        int from = g * group;
        int to = Math.min(from + group, row.length);
        float max = largestMagnitude(row, from, to);
        short scale = Float.floatToFloat16(max / largestCode());
        if (Float.isInfinite(Float.float16ToFloat(scale))) {
          throw overflow(tensor, max, r, from, to);
        }
        scales[r * groups + g] = scale;
        round(row, from, to, Float.float16ToFloat(scale), codes, r * row.length);
      }
    }
    return new QuantizedMatrix(matrix.rows(), matrix.cols(), bits, group, codes, scales);
  }

  private int largestCode() {
    return (1 << (bits - 1)) - 1;
  }

  private static float largestMagnitude(float[] row, int from, int to) {
    float max = 0;
    for (int c = from; c < to; c++) {
      max = Math.max(max, Math.abs(row[c]));
    }
    return max;
  }

  private void round(float[] row, int from, int to, float step, byte[] codes, int offset) {
    int largest = largestCode();
    for (int c = from; c < to; c++) {
      double code = step == 0 ? 0 : Math.rint((double) row[c] / step);
      codes[offset + c] = (byte) Math.max(-largest, Math.min(largest, code));
    }
  }

  /** Finer codes have smaller scales, so they are the way out as far as they reach. */
  private InputException overflow(String tensor, float max, int row, int from, int to) {
    WeightQuantizer finest = new WeightQuantizer(8, group);
    boolean finer = bits < 8 && max / finest.largestCode() <= LARGEST_SCALE;
    return ModelCode.SCALE_OVERFLOW.exception(
        String.format(
            Locale.ROOT,
            "tensor %s: the largest weight of row %d, columns %d to %d, is %.4g; over %d, the largest code of int(%d), that is more than an f16 scale can hold (%.0f)",
            tensor,
            row,
            from,
            to - 1,
            max,
            largestCode(),
            bits,
            LARGEST_SCALE),
        finer
            ? "quantize " + tensor + " as int(8): its scales are smaller"
            : "f16 is the only scale type that weights can have, so the weights must be smaller: is the file right?");
  }
}
