package decodefab.model;

/** Where a file has the rows of a matrix. */
sealed interface RowOrder {
  /** The row in the file of a row in the published order. */
  int stored(int row);

  /** As published. */
  record Published() implements RowOrder {
    @Override
    public int stored(int row) {
      return row;
    }
  }

  /**
   * As llama.cpp's converter leaves queries and keys: it rotates neighbours, the published models
   * an element and the one half a head away, so within each head it puts row i + size/2 behind row
   * i.
   *
   * @param headDim rows of a head, even
   */
  record NeighbouringPairs(int headDim) implements RowOrder {
    @Override
    public int stored(int row) {
      int within = row % headDim;
      int half = headDim / 2;
      return row - within + (within < half ? 2 * within : 2 * (within - half) + 1);
    }
  }
}
