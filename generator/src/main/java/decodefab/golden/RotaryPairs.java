package decodefab.golden;

import decodefab.model.QuantizedMatrix;

/**
 * Published Llama weights rotate element i of a head with element i + size/2. The fabric rotates
 * neighbouring lanes, so the rows of the query and key matrices are put in that order: row 2i of a
 * head is its old row i, row 2i+1 its old row i + size/2. Scores do not change, since queries and
 * keys move alike.
 */
final class RotaryPairs {
  private RotaryPairs() {}

  static QuantizedMatrix interleave(QuantizedMatrix m, int headDim) {
    byte[] codes = new byte[m.codes().length];
    short[] scales = new short[m.scales().length];
    for (int row = 0; row < m.rows(); row++) {
      int head = row / headDim * headDim;
      int within = row % headDim;
      int old = head + within / 2 + (within % 2) * (headDim / 2);
      System.arraycopy(m.codes(), old * m.cols(), codes, row * m.cols(), m.cols());
      int groups = m.groupsPerRow();
      System.arraycopy(m.scales(), old * groups, scales, row * groups, groups);
    }
    return new QuantizedMatrix(m.rows(), m.cols(), m.bits(), m.group(), codes, scales);
  }
}
