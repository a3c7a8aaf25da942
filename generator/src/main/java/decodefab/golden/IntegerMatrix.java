package decodefab.golden;

import decodefab.format.QuantizedTensor;

/**
 * A stored matrix with every code decoded, as the matvec engine sees it: an element is its integer
 * times {@code 2^exponent} times its group's scale. Kept beside the codes, because a token reads
 * each element once and decoding it each time would cost more than multiplying.
 */
final class IntegerMatrix {
  /** Beyond this, a sum of products with int8 activations may not fit 32 bits. */
  private static final int MOST_INT_SUM = Integer.MAX_VALUE >> 8;

  private final int rows;
  private final int cols;
  private final int group;
  private final int exponent;
  private final float[] scales;

  /** Integers of ordinary formats; empty where they need more than 32 bits. */
  private final int[] values;

  /** Integers of formats with a wide range; empty where {@link #values} has them. */
  private final long[] wide;

  private final boolean intSums;

  IntegerMatrix(QuantizedTensor m) {
    rows = m.rows();
    cols = m.cols();
    group = m.format().group();
    exponent = m.format().element().exponent();
    int groups = m.groupsPerRow();
    scales = new float[rows * groups];
    long[] all = new long[Math.multiplyExact(rows, cols)];
    long largest = 0;
    for (int r = 0; r < rows; r++) {
      for (int g = 0; g < groups; g++) {
        scales[r * groups + g] = m.scale(r, g);
      }
      for (int c = 0; c < cols; c++) {
        all[r * cols + c] = m.value(r, c) - m.zero(r, c / group);
        largest = Math.max(largest, Math.abs(all[r * cols + c]));
      }
    }
    boolean small = largest <= Integer.MAX_VALUE;
    values = small ? java.util.Arrays.stream(all).mapToInt(v -> (int) v).toArray() : new int[0];
    wide = small ? new long[0] : all;
    intSums = small && largest * Math.min(cols, group) <= MOST_INT_SUM;
  }

  int rows() {
    return rows;
  }

  int cols() {
    return cols;
  }

  /** Columns that share a scale. */
  int group() {
    return group;
  }

  /** The power of two of every element. */
  int exponent() {
    return exponent;
  }

  float scale(int row, int index) {
    return scales[row * ((cols - 1) / group + 1) + index];
  }

  /** Exact dot product of columns {@code from} to {@code to - 1} of a row with activations. */
  long dot(int row, int from, int to, byte[] activations) {
    int base = row * cols;
    if (intSums) {
      int sum = 0;
      for (int c = from; c < to; c++) {
        sum += values[base + c] * activations[c];
      }
      return sum;
    }
    long sum = 0;
    for (int c = from; c < to; c++) {
      sum += (values.length > 0 ? values[base + c] : wide[base + c]) * activations[c];
    }
    return sum;
  }
}
