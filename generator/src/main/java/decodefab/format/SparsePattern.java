package decodefab.format;

import decodefab.design.Pruning;
import java.util.Locale;
import java.util.Objects;

/**
 * Which weights of a matrix are stored: of every {@code group} neighbours along a row at most
 * {@code kept}, and which those are. The fabric gives each lane a power of two of columns to choose
 * from, so it stores {@link #slots} weights of a group, some of them zeros where that is more than
 * {@code kept}; where it is all of them, the matrix is stored whole.
 *
 * @param kept most weights of a group that are not zero, from 1
 * @param group neighbours, a power of two of at most {@value #MAX_GROUP}; 1 for a dense matrix
 * @param by how it is found which those are; of no meaning to the hardware
 */
public record SparsePattern(int kept, int group, Pruning by) {
  /** Largest group. */
  public static final int MAX_GROUP = 32;

  /** All weights are stored. */
  public static final SparsePattern DENSE = new SparsePattern(1, 1);

  public SparsePattern {
    if (Integer.bitCount(group) != 1 || group > MAX_GROUP || kept < 1 || kept > group) {
      throw new IllegalArgumentException(kept + " of " + group);
    }
    Objects.requireNonNull(by, "by");
  }

  /** A pattern that keeps the largest weights. */
  public SparsePattern(int kept, int group) {
    this(kept, group, Pruning.MAGNITUDE);
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

  /** Whether any weight is made zero. */
  public boolean isPruned() {
    return kept < group;
  }

  /** Whether zeros are left out of what is stored. */
  public boolean isSparse() {
    return span() > 1;
  }

  /** The pattern that the hardware sees: all that need the same logic have the same. */
  public SparsePattern stored() {
    return isSparse() ? new SparsePattern(slots(), group) : DENSE;
  }

  /** Bits of a weight's place in its group; 0 where nothing is left out. */
  public int placeBits() {
    return isSparse() ? Integer.numberOfTrailingZeros(group) : 0;
  }

  /**
   * Whether a bit for each neighbour says which are stored, and not each stored weight its place:
   * where that takes fewer bits.
   */
  public boolean hasBitmap() {
    return isSparse() && span() < placeBits();
  }

  /** Bits that stand behind the code of each stored weight: its place, or its share of a bitmap. */
  public int indexBits() {
    return hasBitmap() ? span() : placeBits();
  }

  /** As a design writes it, and how it is stored. */
  public String text() {
    String how = isSparse() ? hasBitmap() ? " by bitmap" : " by places" : ", stored whole";
    String pruned = by == Pruning.MAGNITUDE ? "" : ", pruned by " + by.text();
    return isPruned()
        ? String.format(Locale.ROOT, "%d of %d%s", kept, group, how + pruned)
        : "dense";
  }
}
