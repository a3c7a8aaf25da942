package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.BlockSize;
import decodefab.format.SparsePattern;

/** The zeros of a model that was pruned before it came here. */
public final class ImportedMask {
  private static final String HELP =
      "another pattern, or let `by magnitude` or `by wanda` make weights zero";

  private ImportedMask() {}

  /**
   * Returns a matrix as it is.
   *
   * @param tensor its name, for the message
   * @throws InputException if more of its weights are not zero than the pattern has; the first such
   *     place is named
   */
  public static FloatMatrix require(String tensor, FloatMatrix matrix, SparsePattern pattern)
      throws InputException {
    if (pattern.block().isPresent()) {
      requireBlocks(tensor, matrix, pattern, pattern.block().get());
      return matrix;
    }
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      int weights = 0;
      for (int c = 0; c < row.length; c++) {
        weights = (c % pattern.group() == 0 ? 0 : weights) + (row[c] == 0 ? 0 : 1);
        if (weights > pattern.kept()) {
          throw ModelCode.NOT_SPARSE.exception(
              "%s is not %d of %d: row %d, column %d is one weight too many of columns %d to %d"
                  .formatted(
                      tensor,
                      pattern.kept(),
                      pattern.group(),
                      r,
                      c,
                      c - c % pattern.group(),
                      Math.min(row.length, c - c % pattern.group() + pattern.group()) - 1),
              HELP);
        }
      }
    }
    return matrix;
  }

  private static void requireBlocks(
      String tensor, FloatMatrix matrix, SparsePattern pattern, BlockSize block)
      throws InputException {
    int most = pattern.keptBlocks(matrix.cols());
    float[] row = new float[matrix.cols()];
    boolean[] held = new boolean[0];
    int blocks = 0;
    for (int r = 0; r < matrix.rows(); r++) {
      if (r % block.rows() == 0) {
        held = new boolean[matrix.cols() / block.cols()];
        blocks = 0;
      }
      matrix.row(r, row);
      for (int c = 0; c < row.length; c++) {
        if (row[c] != 0 && !held[c / block.cols()]) {
          held[c / block.cols()] = true;
          blocks++;
        }
        if (blocks > most) {
          throw ModelCode.NOT_SPARSE.exception(
              "%s is not %s: row %d, column %d is in one block too many of the %d that rows %d to %d keep%s"
                  .formatted(
                      tensor,
                      pattern.text(),
                      r,
                      c,
                      most,
                      r - r % block.rows(),
                      Math.min(matrix.rows(), r - r % block.rows() + block.rows()) - 1,
                      rotated(tensor) ? ", the two of each rotary pair side by side" : ""),
              HELP);
        }
      }
    }
  }

  /** Whether the fabric holds the rows of a matrix in another order than its file. */
  private static boolean rotated(String tensor) {
    return tensor.endsWith("attention.q") || tensor.endsWith("attention.k");
  }
}
