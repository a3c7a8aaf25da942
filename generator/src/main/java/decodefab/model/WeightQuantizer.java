package decodefab.model;

import decodefab.diag.InputException;

/**
 * Rounds weights to symmetric integers: a group's scale is its largest magnitude over the largest
 * code, rounded to binary16; a code is the weight over that scale, rounded to nearest even. The
 * most negative code is not used, so that a sign change of the weights is a sign change of the
 * codes.
 */
public final class WeightQuantizer {
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
   * @throws InputException when a weight is no finite number
   * @throws ArithmeticException when a group's scale is above the largest binary16, 65504
   */
  public QuantizedMatrix quantize(FloatMatrix matrix) throws InputException {
    int groups = Math.ceilDiv(matrix.cols(), group);
    byte[] codes = new byte[Math.multiplyExact(matrix.rows(), matrix.cols())];
    short[] scales = new short[Math.multiplyExact(matrix.rows(), groups)];
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      for (int g = 0; g < groups; g++) {
        int from = g * group;
        int to = Math.min(from + group, row.length);
        scales[r * groups + g] = quantizeGroup(row, from, to, codes, r * row.length);
      }
    }
    return new QuantizedMatrix(matrix.rows(), matrix.cols(), bits, group, codes, scales);
  }

  private short quantizeGroup(float[] row, int from, int to, byte[] codes, int offset) {
    int largest = (1 << (bits - 1)) - 1;
    float max = 0;
    for (int c = from; c < to; c++) {
      max = Math.max(max, Math.abs(row[c]));
    }
    short scale = Float.floatToFloat16(max / largest);
    float step = Float.float16ToFloat(scale);
    if (Float.isInfinite(step)) {
      throw new ArithmeticException("a group's largest weight " + max + " overflows its scale");
    }
    for (int c = from; c < to; c++) {
      double code = step == 0 ? 0 : Math.rint((double) row[c] / step);
      codes[offset + c] = (byte) Math.max(-largest, Math.min(largest, code));
    }
    return scale;
  }
}
