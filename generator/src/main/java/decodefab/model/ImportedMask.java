package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.SparsePattern;

/** The zeros of a model that was pruned before it came here. */
public final class ImportedMask {
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
              "another pattern, or let `by magnitude` or `by wanda` make weights zero");
        }
      }
    }
    return matrix;
  }
}
