package decodefab.model;

import decodefab.diag.InputException;

/**
 * A weight matrix of float32 values, read row by row, so that a matrix larger than memory costs one
 * row. A matrix-vector product gives one output element per row.
 */
public interface FloatMatrix {
  /** Rows, at least 1: the length of the product. */
  int rows();

  /** Columns, at least 1: the length of the vector that is multiplied. */
  int cols();

  /**
   * Copies one row.
   *
   * @param row 0..rows-1
   * @param into receives the row in its first {@link #cols} elements
   * @throws InputException when the file no longer holds the row, or a weight in it is NaN or
   *     infinite; the diagnostic names tensor and element
   */
  void row(int row, float[] into) throws InputException;
}
