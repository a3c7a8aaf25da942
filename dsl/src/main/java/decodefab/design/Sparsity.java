package decodefab.design;

import java.util.Objects;

/** Which weights of a matrix are stored; of activations, whether their zeros are left out. */
public sealed interface Sparsity
    permits Sparsity.Dense, Sparsity.NOfM, Sparsity.Block, Sparsity.SkipZeros {
  /** As it is written in a design. */
  default String text() {
    return switch (this) {
      case Dense d -> "dense";
      case NOfM n -> n.kept() + " of " + n.group() + suffix(n.by());
      case Block b ->
          "block(" + b.rows() + ", " + b.cols() + ") " + b.share().text() + suffix(b.by());
      case SkipZeros s -> "skip zeros";
    };
  }

  private static String suffix(Pruning by) {
    return by == Pruning.MAGNITUDE ? "" : " by " + by.text();
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
   * Whole blocks are stored or left out: of each band of {@code rows} rows a share of its blocks.
   *
   * @param rows from 1 to 1024
   * @param cols from 1 to 1024
   * @param share of a band's blocks that is kept
   * @param by how those are found
   */
  record Block(int rows, int cols, Share share, Pruning by) implements Sparsity {
    /** Longest side of a block. */
    public static final int MAX_SIDE = 1024;

    public Block {
      if (rows < 1 || rows > MAX_SIDE || cols < 1 || cols > MAX_SIDE) {
        throw new IllegalArgumentException("block(" + rows + ", " + cols + ")");
      }
      Objects.requireNonNull(share, "share");
      Objects.requireNonNull(by, "by");
    }
  }

  /** Of activations: pieces of them that are all zero are neither fetched for nor multiplied. */
  record SkipZeros() implements Sparsity {}

  /**
   * A share of something that is counted.
   *
   * @param kept from 1 to {@code group}
   * @param group from 2 to 64
   */
  record Share(int kept, int group) {
    /** Largest {@code group}. */
    public static final int MAX_GROUP = 64;

    /** What is kept if a design does not say it. */
    public static final Share HALF = new Share(1, 2);

    public Share {
      if (kept < 1 || kept > group || group < 2 || group > MAX_GROUP) {
        throw new IllegalArgumentException(kept + " of " + group);
      }
    }

    /** As it is written in a design. */
    public String text() {
      return kept + " of " + group;
    }

    /** So much of a number, rounded up; at least 1 of any. */
    public int of(int count) {
      return (int) Math.ceilDiv((long) count * kept, group);
    }
  }
}
