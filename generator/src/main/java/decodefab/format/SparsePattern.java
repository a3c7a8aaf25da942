package decodefab.format;

/**
 * Which weights of a matrix are stored: of every {@code group} neighbours along a row at most
 * {@code kept}, each with its place among them. The fabric gives each lane a power of two of
 * columns to choose from, so it stores {@link #slots} weights of a group, some of them zeros where
 * that is more than {@code kept}.
 *
 * @param kept most weights of a group that are not zero, from 1
 * @param group neighbours, a power of two of at most {@value #MAX_GROUP}; 1 for a dense matrix
 */
public record SparsePattern(int kept, int group) {
  /** Largest group. */
  public static final int MAX_GROUP = 32;

  /** All weights are stored. */
  public static final SparsePattern DENSE = new SparsePattern(1, 1);

  public SparsePattern {
    if (Integer.bitCount(group) != 1 || group > MAX_GROUP || kept < 1 || kept > group) {
      throw new IllegalArgumentException(kept + " of " + group);
    }
  }

  /** Weights that are stored of a group: the power of two that holds those kept. */
  public int slots() {
    int slots = Integer.highestOneBit(kept);
    return slots == kept ? slots : 2 * slots;
  }

  /** Columns that a lane chooses from, a power of two; 1 for a matrix that is stored whole. */
  public int span() {
    return group / slots();
  }

  /** Whether anything is left out. */
  public boolean isSparse() {
    return span() > 1;
  }

  /** Bits of a weight's place in its group; 0 where nothing is left out. */
  public int placeBits() {
    return isSparse() ? Integer.numberOfTrailingZeros(group) : 0;
  }

  /** As a design writes it. */
  public String text() {
    return isSparse() ? kept + " of " + group : "dense";
  }
}
