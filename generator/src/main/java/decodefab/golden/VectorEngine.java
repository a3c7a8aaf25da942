package decodefab.golden;

import java.util.Arrays;

/** Reductions of the vector engine, in the order of its adders. */
final class VectorEngine {
  /** Accumulators that the words of a sum go round. */
  private static final int ACCUMULATORS = 4;

  private final int width;

  VectorEngine(int width) {
    this.width = width;
  }

  /**
   * Sum of elements: each word by a balanced tree over its lanes, words round robin to four
   * accumulators, which are added in pairs.
   */
  float sum(float[] values, int count) {
    float[] acc = new float[ACCUMULATORS];
    float[] word = new float[width];
    for (int first = 0, w = 0; first < count; first += width, w++) {
      int valid = Math.min(width, count - first);
      System.arraycopy(values, first, word, 0, valid);
      Arrays.fill(word, valid, width, 0f);
      int slot = w % ACCUMULATORS;
      acc[slot] = Fp32.add(acc[slot], Fp32.sumTree(word, 0, width));
    }
    return Fp32.add(Fp32.add(acc[0], acc[1]), Fp32.add(acc[2], acc[3]));
  }

  /** Largest element in the total order of {@link Fp32#greater}. */
  static float max(float[] values, int count) {
    int max = Fp32.orderKey(values[0]);
    for (int i = 1; i < count; i++) {
      max = Math.max(max, Fp32.orderKey(values[i]));
    }
    return Fp32.ofOrderKey(max);
  }

  /** Index of the first largest element. */
  static int argMax(float[] values, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (Fp32.greater(values[i], values[best])) {
        best = i;
      }
    }
    return best;
  }

  /** Largest magnitude of each group; the last group may be shorter. */
  static void groupMax(float[] values, int count, int group, float[] out) {
    for (int g = 0; g * group < count; g++) {
      int end = Math.min(count, (g + 1) * group);
      int max = 0;
      for (int i = g * group; i < end; i++) {
        // Bit patterns of magnitudes are in the order of the magnitudes.
        max = Math.max(max, Float.floatToRawIntBits(Fp32.abs(values[i])));
      }
      out[g] = Float.intBitsToFloat(max);
    }
  }
}
