package decodefab.plan;

import java.util.List;

/**
 * The list of columns: for each piece of each row tile of the block-sparse matrices where its
 * activations begin, in the order in which the engine comes to them. On chip whatever the weights
 * are, since what it says is where the engine reads on chip; a few bits for each block.
 *
 * @param entries entries of all matrices that a token reads; 0 if none is block-sparse
 * @param chunkBits bits of a place in tiles of columns
 * @param groupBits bits of the number of an activation group
 */
public record ColumnList(long entries, int chunkBits, int groupBits) {
  /** The list of a plan's matrices. */
  static ColumnList of(List<LayerRun> runs, MatrixPlacement head, FabricParameters fabric) {
    long entries = head.listEntries();
    int chunks = chunks(head, fabric);
    int groups = groups(head);
    for (LayerRun run : runs) {
      for (MatrixPlacement m : run.matrices().values()) {
        entries += run.count() * m.listEntries();
        chunks = Math.max(chunks, chunks(m, fabric));
        groups = Math.max(groups, groups(m));
      }
    }
    return new ColumnList(entries, bits(chunks), bits(groups));
  }

  private static int chunks(MatrixPlacement m, FabricParameters fabric) {
    return m.isListed() ? Math.ceilDiv(m.cols(), fabric.cols()) : 0;
  }

  private static int groups(MatrixPlacement m) {
    return m.isListed() ? Math.ceilDiv(m.cols(), m.activationGroup()) : 0;
  }

  /** Bits of a number below a bound, at least 1. */
  private static int bits(int bound) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(bound - 1));
  }

  /** Whether there is one. */
  public boolean present() {
    return entries > 0;
  }

  /** Bits of an entry. */
  public int bits() {
    return chunkBits + groupBits;
  }

  /** An entry: the place of the activations below the number of their scale. */
  long entry(int chunk, int group) {
    return (long) group << chunkBits | chunk;
  }
}
