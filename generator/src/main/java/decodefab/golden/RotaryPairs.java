package decodefab.golden;

import decodefab.format.QuantizedTensor;
import decodefab.model.FloatMatrix;
import decodefab.model.RowView;
import java.util.function.IntUnaryOperator;

/**
 * Published Llama weights rotate element i of a head with element i + size/2. The fabric rotates
 * neighbouring lanes, so the rows of the query and key matrices are put in that order: row 2i of a
 * head is its old row i, row 2i+1 its old row i + size/2. Scores do not change, since queries and
 * keys move alike.
 */
final class RotaryPairs {
  private RotaryPairs() {}

  /** From the published order to the fabric's. */
  static FloatMatrix interleave(FloatMatrix m, int headDim) {
    return reordered(m, within -> interleaved(within, headDim), headDim);
  }

  /** The same for codes. */
  static QuantizedTensor interleave(QuantizedTensor m, int headDim) {
    return m.reordered(row -> row - row % headDim + interleaved(row % headDim, headDim));
  }

  private static int interleaved(int within, int headDim) {
    return within / 2 + (within % 2) * (headDim / 2);
  }

  /** From the fabric's order back to the published one. */
  static FloatMatrix separate(FloatMatrix m, int headDim) {
    int half = headDim / 2;
    return reordered(m, within -> within < half ? 2 * within : 2 * (within - half) + 1, headDim);
  }

  /**
   * A matrix whose rows come in another order within each head.
   *
   * @param from the row of the head that stands at a place of it
   */
  private static FloatMatrix reordered(FloatMatrix m, IntUnaryOperator from, int headDim) {
    return new RowView(
        m,
        (row, into) -> {
          int within = row % headDim;
          m.row(row - within + from.applyAsInt(within), into);
        });
  }
}
