package decodefab.simtests.vector;

import decodefab.golden.Fp32;
import java.util.Arrays;

/** The running reduction of one segment; taking its value starts the next segment. */
final class Reduction {

  private final int kind;
  private final int lanes;
  private final float[] accumulators = new float[4];
  private int words;
  private int elements;
  private float best;
  private int bestIndex;

  /** Starts a reduction of a {@code VE_REDUCE} kind. */
  Reduction(int kind, int lanes) {
    this.kind = kind;
    this.lanes = lanes;
  }

  int kind() {
    return kind;
  }

  int index() {
    return bestIndex;
  }

  /** Adds a word, whose elements from {@code valid} on are +0. */
  void add(float[] word, int valid) {
    int slot = words % 4;
    accumulators[slot] = Fp32.add(accumulators[slot], Fp32.sumTree(word, 0, lanes));
    words++;
    for (int lane = 0; lane < valid; lane++) {
      float value = kind == 3 ? Fp32.abs(word[lane]) : word[lane];
      if (elements == 0 || Fp32.greater(value, best)) {
        best = value;
        bestIndex = elements;
      }
      elements++;
    }
  }

  float take() {
    float sum =
        Fp32.add(
            Fp32.add(accumulators[0], accumulators[1]), Fp32.add(accumulators[2], accumulators[3]));
    Arrays.fill(accumulators, 0f);
    words = 0;
    elements = 0;
    return kind == 1 ? sum : best;
  }
}
