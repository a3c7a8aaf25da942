package decodefab.plan;

import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import java.util.stream.LongStream;

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

  /** Whether each band of rows has columns of its own, which a list tells the engine. */
  public boolean isListed() {
    return pattern.block().isPresent();
  }

  /** Columns that are stored of each row; the loops of the engine run over these. */
  public int storedCols() {
    return pattern.storedCols(cols);
  }

  /** Format of what is stored: groups end with blocks. */
  public TensorFormat storedFormat() {
    return format.stored(pattern);
  }

  /** Bits that a weight costs, stored or not, with its share of scales and offsets. */
  public double bitsPerWeight() {
    return isListed()
        ? storedFormat().bitsPerWeight() * storedCols() / cols
        : format.bitsPerWeight(pattern);
  }

  /** Activation elements per scale in what is stored: the same holds for theirs. */
  public int storedActivationGroup() {
    return pattern.block().map(b -> Math.min(activationGroup, b.cols())).orElse(activationGroup);
  }

  /** Pieces of a row tile: stretches inside one group of weights and one of activations. */
  public int pieces() {
    int pieces = 0;
    for (int from = 0; from < storedCols(); from = pieceEnd(from)) {
      pieces++;
    }
    return pieces;
  }

  /** Entries of the list of columns, one for each piece of each row tile; 0 without a list. */
  public long listEntries() {
    return isListed() ? (long) tiles * pieces() : 0;
  }

  /** Tile words of one row tile: chunks of columns, once for each piece that touches them. */
  public long chunks(int tileCols) {
    long chunks = 0;
    for (int from = 0; from < storedCols(); ) {
      int to = pieceEnd(from);
      chunks += (to - 1) / tileCols - from / tileCols + 1;
      from = to;
    }
    return chunks;
  }

  /** End of the piece that starts at a stored column: the next boundary of any kind of group. */
  public int pieceEnd(int from) {
    int group = storedFormat().group();
    int activations = storedActivationGroup();
    long weight = (from / group + 1L) * group;
    long activation = (from / activations + 1L) * activations;
    return (int) Math.min(storedCols(), Math.min(weight, activation));
  }

  /** Columns that a tile word covers. */
  public int chunkCols(int tileCols) {
    return tileCols * pattern.span();
  }

  /** Tile words of the whole matrix. */
  public long words(int tileCols) {
    return chunks(chunkCols(tileCols)) * tiles;
  }

  /** Tile words of each round: of a piece, and of all tiles of a block. */
  LongStream roundWords(int tileCols) {
    int cols = chunkCols(tileCols);
    LongStream.Builder rounds = LongStream.builder();
    for (int first = 0; first < tiles; first += block) {
      long inBlock = Math.min(tiles - first, block);
      for (int from = 0; from < storedCols(); ) {
        int to = pieceEnd(from);
        rounds.add(inBlock * ((to - 1) / cols - from / cols + 1));
        from = to;
      }
    }
    return rounds.build();
  }

  /** Weight groups of all tiles. */
  public long groups() {
    return (long) tiles * storedFormat().groupsPerRow(storedCols());
  }

  /** Super-groups of all tiles; 0 where the format has none. */
  public long superGroups() {
    return format.superGroup().isEmpty()
        ? 0
        : (long) tiles * storedFormat().blocksPerRow(storedCols());
  }
}
