package decodefab.format;

import decodefab.diag.InputException;

/** Where the rows of a matrix come from. */
@FunctionalInterface
public interface RowReader {
  /**
   * Copies one row.
   *
   * @param row 0..rows-1
   * @param into receives the row from element 0 on
   * @throws InputException when the row cannot be read or holds a weight that is no finite number
   */
  void row(int row, float[] into) throws InputException;
}
