package decodefab.format;

/** An imported tensor holds a code that stands for no number: NaN, infinity or an unused code. */
public final class InvalidCodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int row;
  private final int column;

  /**
   * Refuses a tensor.
   *
   * @param row of the code
   * @param column of the element, or of the first element that a scale is for
   * @param what the code and its type
   */
  public InvalidCodeException(int row, int column, String what) {
    super("row " + row + ", column " + column + ": " + what);
    this.row = row;
    this.column = column;
  }

  /** Row of the code. */
  public int row() {
    return row;
  }

  /** Column of the element, or of the first element that a scale is for. */
  public int column() {
    return column;
  }
}
