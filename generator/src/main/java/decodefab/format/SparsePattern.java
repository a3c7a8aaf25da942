package decodefab.format;

import decodefab.design.Pruning;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Which weights of a matrix are stored: of every {@code group} neighbours along a row at most
 * {@code kept}, and which those are. The fabric gives each lane a power of two of columns to choose
 * from, so it stores {@link #slots} weights of a group, some of them zeros where that is more than
 * {@code kept}; where it is all of them, the matrix is stored whole.
 *
 * <p>With blocks the share is one of whole blocks, wherever in its band of rows they stand: every
 * band keeps as many, so that addresses and cycles do not depend on the weights.
 *
 * @param kept most weights of a group that are not zero, from 1; of blocks, their share's numerator
 * @param group neighbours, a power of two of at most {@value #MAX_GROUP}; 1 for a dense matrix; of
 *     blocks, their share's denominator
 * @param by how it is found which those are; of no meaning to the hardware
 * @param block size of the blocks that are kept or left out, if it is blocks
 */
public record SparsePattern(int kept, int group, Pruning by, Optional<BlockSize> block) {
  /** Largest group. */
  public static final int MAX_GROUP = 32;

  /** All weights are stored. */
  public static final SparsePattern DENSE = new SparsePattern(1, 1);

  public SparsePattern {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(block, "block");
    boolean grouped = block.isPresent() || (Integer.bitCount(group) == 1 && group <= MAX_GROUP);
    if (!grouped || kept < 1 || kept > group) {
      throw new IllegalArgumentException(kept + " of " + group);
    }
  }

  /** A pattern of neighbours. */
  public SparsePattern(int kept, int group, Pruning by) {
    this(kept, group, by, Optional.empty());
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

  /**
   * Columns that a lane chooses from, a power of two; 1 for a matrix that is stored whole, and for
   * blocks, which are.
   */
  public int span() {
    return block.isPresent() ? 1 : group / slots();
  }

  /** Blocks that each band of rows keeps of so many columns, which blocks divide; at least 1. */
  public int keptBlocks(int cols) {
    return (int) Math.ceilDiv((long) cols / block.orElseThrow().cols() * kept, group);
  }

  /** Columns of a matrix that are stored, those of all blocks that a band keeps. */
  public int storedCols(int cols) {
    return block.map(b -> keptBlocks(cols) * b.cols()).orElse(cols);
  }

  /** Whether any weight is made zero. */
  public boolean isPruned() {
    return kept < group;
  }

  /** Whether lanes choose their columns, since zeros among neighbours are left out. */
  public boolean isSparse() {
    return span() > 1;
  }

  /** Whether zeros are left out of what is stored, in whichever way. */
  public boolean leavesOut() {
    return isSparse() || (isPruned() && block.isPresent());
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
    if (block.isPresent()) {
      return String.format(
          Locale.ROOT,
          "block(%d, %d) %d of %d%s",
          block.get().rows(),
          block.get().cols(),
          kept,
          group,
          by == Pruning.MAGNITUDE ? "" : " by " + by.text());
    }
    String how = isSparse() ? hasBitmap() ? " by bitmap" : " by places" : ", stored whole";
    String pruned = by == Pruning.MAGNITUDE ? "" : ", pruned by " + by.text();
    return isPruned()
        ? String.format(Locale.ROOT, "%d of %d%s", kept, group, how + pruned)
        : "dense";
  }
}
