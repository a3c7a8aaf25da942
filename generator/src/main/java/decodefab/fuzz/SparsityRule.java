package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A sparsity as it is written.
 *
 * @param tensors whose it is
 * @param rows rows of a block; 0 where neighbours and not blocks are left out
 * @param cols columns of a block; 0 where there are none
 * @param kept how many of so many neighbours, or of so many of a band's blocks
 * @param group the neighbours or blocks that this is of
 * @param wanda whether inputs count in what is kept
 */
record SparsityRule(String tensors, int rows, int cols, int kept, int group, boolean wanda) {
  static SparsityRule neighbours(String tensors, int kept, int group, boolean wanda) {
    return new SparsityRule(tensors, 0, 0, kept, group, wanda);
  }

  boolean blocks() {
    return rows > 0;
  }

  String text() {
    return (blocks() ? "block(" + rows + ", " + cols + ") " : "")
        + (kept + " of " + group)
        + (wanda ? " by wanda" : "");
  }

  /** Rules that differ in one thing, which is plainer. */
  List<SparsityRule> simpler() {
    List<SparsityRule> simpler = new ArrayList<>();
    if (wanda) {
      simpler.add(new SparsityRule(tensors, rows, cols, kept, group, false));
    }
    if (kept != 1) {
      simpler.add(new SparsityRule(tensors, rows, cols, 1, group, wanda));
    }
    if (blocks() && rows % 2 == 0) {
      simpler.add(new SparsityRule(tensors, rows / 2, cols, kept, group, wanda));
    }
    return simpler;
  }
}
