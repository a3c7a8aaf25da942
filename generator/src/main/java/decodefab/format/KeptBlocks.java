package decodefab.format;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which blocks of a block-sparse matrix are stored. Every band of rows keeps as many: all that hold
 * anything but zeros, and the first of the others to fill up. Of a matrix without blocks all
 * columns are stored, each in its own place.
 */
public final class KeptBlocks {
  private final BlockSize block;

  /** By band: which blocks of it are kept, in rising order. */
  private final int[][] bands;

  private KeptBlocks(BlockSize block, int[][] bands) {
    this.block = block;
    this.bands = bands;
  }

  /**
   * Finds what is kept of a matrix.
   *
   * @throws IllegalStateException if a band has more blocks that are not zero than its pattern
   *     keeps: the matrix was not pruned
   */
  public static KeptBlocks of(QuantizedTensor matrix, SparsePattern pattern) {
    if (pattern.block().isEmpty()) {
      return new KeptBlocks(new BlockSize(matrix.rows(), matrix.cols()), new int[][] {{0}});
    }
    BlockSize block = pattern.block().get();
    int[][] bands = new int[block.bands(matrix.rows())][];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = kept(matrix, block, band, pattern.keptBlocks(matrix.cols()));
    }
    return new KeptBlocks(block, bands);
  }

  private static int[] kept(QuantizedTensor matrix, BlockSize block, int band, int count) {
    boolean[] zero = new boolean[matrix.cols() / block.cols()];
    for (int b = 0; b < zero.length; b++) {
      zero[b] = isZero(matrix, block, band, b);
    }
    if (IntStream.range(0, zero.length).filter(b -> !zero[b]).count() > count) {
      throw new IllegalStateException("band " + band + " of blocks is not pruned");
    }
    return IntStream.concat(
            IntStream.range(0, zero.length).filter(b -> !zero[b]),
            IntStream.range(0, zero.length).filter(b -> zero[b]))
        .limit(count)
        .sorted()
        .toArray();
  }

  private static boolean isZero(QuantizedTensor matrix, BlockSize block, int band, int index) {
    int end = Math.min(matrix.rows(), (band + 1) * block.rows());
    for (int r = band * block.rows(); r < end; r++) {
      for (int c = index * block.cols(); c < (index + 1) * block.cols(); c++) {
        int group = c / matrix.format().group();
        if (matrix.value(r, c) != matrix.zero(r, group) || matrix.groupMin(r, group) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Column of the matrix that stands in a stored column of a row. */
  public int column(int row, int stored) {
    int[] kept = bands[row / block.rows()];
    return kept[stored / block.cols()] * block.cols() + stored % block.cols();
  }

  /** Whether the block of an element is kept. */
  public boolean keeps(int row, int column) {
    return Arrays.binarySearch(bands[row / block.rows()], column / block.cols()) >= 0;
  }
}
