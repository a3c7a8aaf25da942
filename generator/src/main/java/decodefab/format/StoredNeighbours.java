package decodefab.format;

import java.util.Arrays;

/**
 * Which weights of a row are stored where zeros among neighbours are left out of a format with
 * minima. There a code need not be able to say 0, so a weight that is not stored is 0 itself and
 * has no part in the scale and the minimum of its group. Stored are those that are not zero, and of
 * neighbours that all are, the first: the fabric knows no group without a weight.
 *
 * <p>In all other formats a zero has a code, and it makes no difference whether it is stored.
 */
final class StoredNeighbours {
  /** Every weight is stored. */
  static final StoredNeighbours ALL = new StoredNeighbours(0);

  /** Neighbours of a group; 0 where all are stored. */
  private final int group;

  private StoredNeighbours(int group) {
    this.group = group;
  }

  /** What is stored of a matrix in a format, pruned by a pattern. */
  static StoredNeighbours of(TensorFormat format, SparsePattern pattern) {
    return format.hasMin() && pattern.isSparse() ? new StoredNeighbours(pattern.group()) : ALL;
  }

  /** By column of a row: whether its weight is stored. */
  boolean[] of(float[] row) {
    boolean[] stored = new boolean[row.length];
    Arrays.fill(stored, group == 0);
    for (int from = 0; group > 0 && from < row.length; from += group) {
      int to = Math.min(from + group, row.length);
      boolean any = false;
      for (int c = from; c < to; c++) {
        stored[c] = row[c] != 0;
        any |= stored[c];
      }
      stored[from] |= !any;
    }
    return stored;
  }
}
