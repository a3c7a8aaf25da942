package decodefab.design;

import java.util.Objects;

/** Which weights of a matrix are stored. */
public sealed interface Sparsity permits Sparsity.Dense, Sparsity.NOfM, Sparsity.Block {
  /** As it is written in a design. */
  default String text() {
    return switch (this) {
      case Dense d -> "dense";
      case NOfM n ->
          n.kept()
              + " of "
              + n.group()
              + (n.by() == Pruning.MAGNITUDE ? "" : " by " + n.by().text());
      case Block b -> "block(" + b.rows() + ", " + b.cols() + ")";
    };
  }

  /** All of them. */
  record Dense() implements Sparsity {}

  /**
   * Of every {@code group} neighbours along a row, {@code kept}.
   *
   * @param kept from 1 to {@code group}
   * @param group from 2 to 64
   * @param by how those are found
   */
  record NOfM(int kept, int group, Pruning by) implements Sparsity {
    /** Largest group. */
    public static final int MAX_GROUP = 64;

    public NOfM {
      if (kept < 1 || kept > group || group < 2 || group > MAX_GROUP) {
        throw new IllegalArgumentException(kept + " of " + group);
      }
      Objects.requireNonNull(by, "by");
    }
  }

  /**
   * Whole blocks are stored or left out.
   *
   * @param rows from 1 to 1024
   * @param cols from 1 to 1024
   */
  record Block(int rows, int cols) implements Sparsity {
    /** Longest side of a block. */
    public static final int MAX_SIDE = 1024;

    public Block {
      if (rows < 1 || rows > MAX_SIDE || cols < 1 || cols > MAX_SIDE) {
        throw new IllegalArgumentException("block(" + rows + ", " + cols + ")");
      }
    }
  }
}
