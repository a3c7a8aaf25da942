package decodefab.golden;

/**
 * What a matvec command's duration depends on: the loops it runs and the tile that runs them. The
 * names are those of {@code templates/FABRIC.md}.
 *
 * @param rows rows of the tile
 * @param cols columns of the tile
 * @param vector fp32 elements per word of the vector memory
 * @param k columns of the matrix
 * @param tiles row tiles of the matrix
 * @param block row tiles per block
 * @param m input vectors
 * @param weightGroup columns per weight group
 * @param activationGroup columns per activation group
 * @param valueCache whether the matrix is the V cache, whose tiles span whole activation groups
 * @param span columns that a lane of a sparse matrix chooses from, a power of two; 1 if it is dense
 * @param scaleCycles what {@link MatvecTiming#scaleCycles} says of the engine
 * @param phases cycles that a tile word takes for each vector: 1, or more where the KV cache has
 *     fewer lanes than the tile has elements
 */
public record MatvecShape(
    int rows,
    int cols,
    int vector,
    int k,
    int tiles,
    int block,
    int m,
    int weightGroup,
    int activationGroup,
    boolean valueCache,
    int span,
    int scaleCycles,
    int phases) {

  /**
   * A command on a dense matrix whose words take a cycle each, of an engine with one level of
   * scales and no minima.
   */
  public MatvecShape(
      int rows,
      int cols,
      int vector,
      int k,
      int tiles,
      int block,
      int m,
      int weightGroup,
      int activationGroup,
      boolean valueCache) {
    this(rows, cols, vector, k, tiles, block, m, weightGroup, activationGroup, valueCache, 1, 0, 1);
  }

  /** End of the piece that starts at a column: the next boundary of either kind of group. */
  public int pieceEnd(int from) {
    long weightEnd = (from / weightGroup + 1L) * weightGroup;
    long activationEnd = (from / activationGroup + 1L) * activationGroup;
    return (int) Math.min(k, Math.min(weightEnd, activationEnd));
  }

  /** Columns of the matrix that a tile word covers. */
  public int chunkCols() {
    return cols * span;
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not positive, or one of rows, cols, vector, span and
   *     phases is no power of two
   */
  public MatvecShape {
    requirePowerOfTwo("rows", rows);
    requirePowerOfTwo("cols", cols);
    requirePowerOfTwo("vector", vector);
    requirePowerOfTwo("span", span);
    requirePowerOfTwo("phases", phases);
    requirePositive("k", k);
    requirePositive("tiles", tiles);
    requirePositive("block", block);
    requirePositive("m", m);
    requirePositive("weightGroup", weightGroup);
    requirePositive("activationGroup", activationGroup);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  private static void requirePowerOfTwo(String name, int value) {
    requirePositive(name, value);
    if (Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(name + " must be a power of two, not " + value);
    }
  }
}
