package decodefab.golden;

import decodefab.diag.InputException;
import decodefab.model.FloatMatrix;

/**
 * Published Llama weights rotate element i of a head with element i + size/2. The fabric rotates
 * neighbouring lanes, so the rows of the query and key matrices are put in that order: row 2i of a
 * head is its old row i, row 2i+1 its old row i + size/2. Scores do not change, since queries and
 * keys move alike.
 */
final class RotaryPairs {
  private RotaryPairs() {}

  static FloatMatrix interleave(FloatMatrix m, int headDim) {
    return new FloatMatrix() {
      @Override
      public int rows() {
        return m.rows();
      }

      @Override
      public int cols() {
        return m.cols();
      }

      @Override
      public void row(int row, float[] into) throws InputException {
        int within = row % headDim;
        m.row(row - within + within / 2 + (within % 2) * (headDim / 2), into);
      }
    };
  }
}
