package decodefab.format;

/**
 * Size of the blocks of which a sparse matrix keeps some.
 *
 * @param rows rows of a block, and so of a band of blocks; the last band may have fewer
 * @param cols columns of a block
 */
public record BlockSize(int rows, int cols) {
  public BlockSize {
    if (rows < 1 || cols < 1) {
      throw new IllegalArgumentException("block of " + rows + " x " + cols);
    }
  }

  /** Bands of so many rows. */
  public int bands(int matrixRows) {
    return Math.ceilDiv(matrixRows, rows);
  }
}
