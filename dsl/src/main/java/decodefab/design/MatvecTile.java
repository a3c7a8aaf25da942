package decodefab.design;

import decodefab.diag.Span;
import java.util.Objects;

/**
 * How the lanes of the matvec engine lie over a matrix: so many output rows at once, so many
 * neighbouring weights of each.
 *
 * @param rows 1 to 64, a power of two
 * @param cols 2 to 256, a power of two
 * @param span where it was written
 */
public record MatvecTile(int rows, int cols, Span span) {
  /** Most rows. */
  public static final int MAX_ROWS = 64;

  /** Fewest columns. */
  public static final int MIN_COLS = 2;

  /** Most columns. */
  public static final int MAX_COLS = 256;

  public MatvecTile {
    Objects.requireNonNull(span, "span");
    if (rows < 1 || rows > MAX_ROWS || Integer.bitCount(rows) != 1) {
      throw new IllegalArgumentException("tile rows " + rows);
    }
    if (cols < MIN_COLS || cols > MAX_COLS || Integer.bitCount(cols) != 1) {
      throw new IllegalArgumentException("tile cols " + cols);
    }
  }
}
