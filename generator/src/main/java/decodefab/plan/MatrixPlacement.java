package decodefab.plan;

import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;

/**
 * One matrix as the matvec engine reads it.
 *
 * @param role the matrix's role in a layer, or {@code lm_head}
 * @param rows rows
 * @param cols columns
 * @param format format of its elements
 * @param pattern which of them are stored
 * @param activationGroup activation elements per scale
 * @param tiles tiles of rows
 * @param block tiles whose partial results are held at once
 * @param onChip whether it stands in the weight ROM
 */
public record MatrixPlacement(
    String role,
    int rows,
    int cols,
    TensorFormat format,
    SparsePattern pattern,
    int activationGroup,
    int tiles,
    int block,
    boolean onChip) {

  /** Tile words of one row tile: chunks of columns, once for each piece that touches them. */
  public long chunks(int tileCols) {
    long chunks = 0;
    for (int from = 0; from < cols; ) {
      int to = pieceEnd(from);
      chunks += (to - 1) / tileCols - from / tileCols + 1;
      from = to;
    }
    return chunks;
  }

  /** End of the piece that starts at a column: the next boundary of either kind of group. */
  public int pieceEnd(int from) {
    long weight = (from / format.group() + 1L) * format.group();
    long activation = (from / activationGroup + 1L) * activationGroup;
    return (int) Math.min(cols, Math.min(weight, activation));
  }

  /** Columns that a tile word covers. */
  public int chunkCols(int tileCols) {
    return tileCols * pattern.span();
  }

  /** Tile words of the whole matrix. */
  public long words(int tileCols) {
    return chunks(chunkCols(tileCols)) * tiles;
  }

  /** Weight groups of all tiles. */
  public long groups() {
    return (long) tiles * format.groupsPerRow(cols);
  }

  /** Super-groups of all tiles; 0 where the format has none. */
  public long superGroups() {
    return format.superGroup().isEmpty() ? 0 : (long) tiles * format.blocksPerRow(cols);
  }
}
