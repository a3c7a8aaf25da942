package decodefab.format;

/** A group's scale is larger than its type holds. */
public final class ScaleOverflowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int row;
  private final int column;
  private final float largestWeight;
  private final String format;

  ScaleOverflowException(int row, int column, float largestWeight, TensorFormat format) {
    super(
        ("row " + row + ", column " + column + ": the largest weight " + largestWeight)
            + (" needs a scale that " + format.text() + " does not hold"));
    this.row = row;
    this.column = column;
    this.largestWeight = largestWeight;
    this.format = format.text();
  }

  /** Row of the block. */
  public int row() {
    return row;
  }

  /** First column of the block. */
  public int column() {
    return column;
  }

  /** Largest magnitude in the block. */
  public float largestWeight() {
    return largestWeight;
  }

  /** Text of the format. */
  public String format() {
    return format;
  }
}
