package decodefab.golden;

import decodefab.format.BlockSize;
import decodefab.format.KeptBlocks;
import decodefab.format.QuantizedTensor;
import decodefab.format.SparsePattern;

/**
 * A stored matrix with every code decoded, as the matvec engine sees it: an element is its integer
 * times its group's scale times the matrix's, and with a minimum what its group adds. Kept beside
 * the codes, because a token reads each element once and decoding it each time would cost more than
 * multiplying.
 *
 * <p>Rows lie in blocks, and a block column by column: a dot product is exact in any order, and
 * this one gives the processor independent sums to work on and reads each activation once a block.
 */
final class IntegerMatrix {
  /** Rows of a block, at most: its sums stay in the cache nearest to the processor. */
  static final int BLOCK = 256;

  private final int rows;
  private final int cols;
  private final int group;
  private final float matrixScale;

  /** By row, then group. */
  private final float[] scales;

  /** In the same order; empty without minima. */
  private final float[] mins;

  /** Integers whose sums of products fit 32 bits; empty where {@link #wide} has them. */
  private final int[] values;

  /** By element, in the order of the integers: 1 if it is stored; empty where all are. */
  private final byte[] present;

  /** Columns after which a piece ends, whatever groups do. */
  private final int blockCols;

  private final KeptBlocks blocks;

  /** Integers of formats with a wide range; empty where {@link #values} has them. */
  private final long[] wide;

  /**
   * Decodes a matrix.
   *
   * @param pattern which of its weights are stored
   * @param activationBits width of the activations that it is multiplied with: what sums need
   */
  IntegerMatrix(QuantizedTensor m, SparsePattern pattern, int activationBits) {
    rows = m.rows();
    cols = m.cols();
    blocks = KeptBlocks.of(m, pattern);
    blockCols = pattern.block().map(BlockSize::cols).orElse(cols);
    group = m.format().group();
    matrixScale = m.matrixScale();
    int groups = m.groupsPerRow();
    scales = new float[rows * groups];
    mins = new float[m.format().hasMin() ? rows * groups : 0];
    present = new byte[m.leavesOut() ? Math.multiplyExact(rows, cols) : 0];
    long[] all = new long[Math.multiplyExact(rows, cols)];
    long largest = 0;
    for (int r = 0; r < rows; r++) {
      for (int g = 0; g < groups; g++) {
        scales[r * groups + g] = m.groupScale(r, g);
        if (mins.length > 0) {
          mins[r * groups + g] = m.groupMin(r, g);
        }
      }
      for (int c = 0; c < cols; c++) {
        long value = m.value(r, c) - m.zero(r, c / group);
        all[index(r, c)] = value;
        if (present.length > 0) {
          present[index(r, c)] = (byte) (m.stores(r, c) ? 1 : 0);
        }
        largest = Math.max(largest, Math.abs(value));
      }
    }
    boolean intSums =
        largest <= Integer.MAX_VALUE
            && largest * Math.min(cols, group) <= Integer.MAX_VALUE >> activationBits;
    values = intSums ? java.util.Arrays.stream(all).mapToInt(v -> (int) v).toArray() : new int[0];
    wide = intSums ? new long[0] : all;
  }

  private int index(int row, int col) {
    int first = row - row % BLOCK;
    return first * cols + col * blockRows(first) + row - first;
  }

  int rows() {
    return rows;
  }

  int cols() {
    return cols;
  }

  /** Whether a row has weights in the block of a column, so that its pieces there are added. */
  boolean keeps(int row, int column) {
    return blockCols == cols || blocks.keeps(row, column);
  }

  /** End of the block of a column; that of the row where there are no blocks. */
  int blockEnd(int column) {
    return (column / blockCols + 1) * blockCols;
  }

  /** Columns that share a scale. */
  int group() {
    return group;
  }

  /** The tensor's scale times the power of two of every element. */
  float matrixScale() {
    return matrixScale;
  }

  float scale(int row, int index) {
    return scales[row * ((cols - 1) / group + 1) + index];
  }

  /** Whether groups have a minimum. */
  boolean hasMin() {
    return mins.length > 0;
  }

  float min(int row, int index) {
    return mins[row * ((cols - 1) / group + 1) + index];
  }

  /** Rows of the block that begins at a row. */
  int blockRows(int first) {
    return Math.min(BLOCK, rows - first);
  }

  /** Whether rows have weights of different columns, so that a minimum is not for all of them. */
  boolean leavesOut() {
    return present.length > 0;
  }

  /** Whether {@link #dots(int, int, int, short[], int[])} holds the sums. */
  boolean intSums() {
    return wide.length == 0;
  }

  /**
   * Exact dot products of columns {@code from} to {@code to - 1}, inside one group, with
   * activations.
   *
   * @param first the first row of a block, a multiple of {@link #BLOCK}
   * @param sums receives one per row of the block
   */
  void dots(int first, int from, int to, short[] activations, int[] sums) {
    int n = blockRows(first);
    int at = first * cols + from * n;
    int c = from;
    java.util.Arrays.fill(sums, 0, n, 0);
    // Four columns at a time, so that a sum is read and written once for four products.
    for (; c + 3 < to; c += 4, at += 4 * n) {
      int a0 = activations[c];
      int a1 = activations[c + 1];
      int a2 = activations[c + 2];
      int a3 = activations[c + 3];
      for (int r = 0; r < n; r++) {
        sums[r] +=
            values[at + r] * a0
                + values[at + n + r] * a1
                + values[at + 2 * n + r] * a2
                + values[at + 3 * n + r] * a3;
      }
    }
    for (; c < to; c++, at += n) {
      int a = activations[c];
      for (int r = 0; r < n; r++) {
        sums[r] += values[at + r] * a;
      }
    }
  }

  /** The same for a matrix whose sums need 64 bits. */
  void dots(int first, int from, int to, short[] activations, long[] sums) {
    int n = blockRows(first);
    java.util.Arrays.fill(sums, 0, n, 0L);
    for (int c = from, at = first * cols + from * n; c < to; c++, at += n) {
      long a = activations[c];
      for (int r = 0; r < n; r++) {
        sums[r] += wide[at + r] * a;
      }
    }
  }

  /**
   * By what minima are multiplied where {@link #leavesOut}: sums of the activations of columns
   * {@code from} to {@code to - 1} that rows have weights for.
   *
   * @param first the first row of a block, a multiple of {@link #BLOCK}
   * @param sums receives one per row of the block
   */
  void presentSums(int first, int from, int to, short[] activations, long[] sums) {
    int n = blockRows(first);
    java.util.Arrays.fill(sums, 0, n, 0L);
    for (int c = from, at = first * cols + from * n; c < to; c++, at += n) {
      long a = activations[c];
      for (int r = 0; r < n; r++) {
        sums[r] += present[at + r] * a;
      }
    }
  }
}
