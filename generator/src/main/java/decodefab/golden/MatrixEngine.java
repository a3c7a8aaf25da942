package decodefab.golden;

import java.util.Arrays;

/**
 * The arithmetic of the matvec engine: exact integer dot products over pieces of the columns that
 * lie inside one weight group and one activation group, each turned to fp32, scaled and accumulated
 * in column order.
 */
final class MatrixEngine {
  private MatrixEngine() {}

  /**
   * {@code out[r] = sum over pieces of dot * (weight scale * (activation scale * matrix scale))};
   * with minima a piece adds {@code dot * (...) + sum of activations * (minimum * (activation scale
   * * matrix scale))}, itself rounded before it is accumulated; the activations are those that a
   * row has weights for. Of a block-sparse matrix pieces end with blocks too, and a row has those
   * of its kept blocks only.
   *
   * <p>Where zeros are skipped, a piece whose codes are all zero adds nothing, unless it is the
   * last of the row. Of finite numbers its term is +0 or -0, which changes no accumulator but one
   * that is -0 itself: accumulators start at +0, and +0 plus -0, like a sum of opposite numbers, is
   * +0, so that is only one whose sum was flushed from below zero. It stays -0, as it does in the
   * engine.
   *
   * @param group activation elements per scale
   * @param skipsZeros whether pieces whose codes are all zero are left out
   */
  static void multiply(
      IntegerMatrix m,
      short[] activations,
      float[] scales,
      int group,
      boolean skipsZeros,
      float[] out) {
    float[] factors = new float[scales.length];
    for (int g = 0; g < scales.length; g++) {
      factors[g] = m.matrixScale() == 1 ? scales[g] : Fp32.mul(scales[g], m.matrixScale());
    }
    int block = Math.min(m.rows(), IntegerMatrix.BLOCK);
    int[] sums = new int[m.intSums() ? block : 0];
    long[] wide = new long[m.intSums() ? 0 : block];
    long[] present = new long[m.leavesOut() ? block : 0];
    Arrays.fill(out, 0, m.rows(), 0f);
    for (int first = 0; first < m.rows(); first += IntegerMatrix.BLOCK) {
      for (int from = 0; from < m.cols(); ) {
        int end = Math.min(nextBoundary(from, m.group()), nextBoundary(from, group));
        int to = Math.min(m.blockEnd(from), end);
        if (skipsZeros && to < m.cols() && isZero(activations, from, to)) {
          from = to;
          continue;
        }
        float factor = factors[from / group];
        if (m.intSums()) {
          m.dots(first, from, to, activations, sums);
        } else {
          m.dots(first, from, to, activations, wide);
        }
        float sum = m.hasMin() ? Fp32.fromInt(sum(activations, from, to)) : 0;
        if (m.leavesOut()) {
          m.presentSums(first, from, to, activations, present);
        }
        for (int r = 0; r < m.blockRows(first); r++) {
          if (!m.keeps(first + r, from)) {
            continue;
          }
          float dot = Fp32.fromInt(m.intSums() ? sums[r] : wide[r]);
          float scale = Fp32.mul(m.scale(first + r, from / m.group()), factor);
          float term = Fp32.mul(dot, scale);
          if (m.hasMin()) {
            float min = Fp32.mul(m.min(first + r, from / m.group()), factor);
            float own = m.leavesOut() ? Fp32.fromInt(present[r]) : sum;
            term = Fp32.add(term, Fp32.mul(own, min));
          }
          out[first + r] = Fp32.add(out[first + r], term);
        }
        from = to;
      }
    }
  }

  private static boolean isZero(short[] activations, int from, int to) {
    for (int c = from; c < to; c++) {
      if (activations[c] != 0) {
        return false;
      }
    }
    return true;
  }

  private static long sum(short[] activations, int from, int to) {
    long sum = 0;
    for (int c = from; c < to; c++) {
      sum += activations[c];
    }
    return sum;
  }

  /** The first multiple of {@code size} above {@code index}. */
  private static int nextBoundary(int index, int size) {
    return (int) Math.min(Integer.MAX_VALUE, (index / size + 1L) * size);
  }

  /** Products of a byte and a code of up to 16 bits that an int holds the sum of. */
  static final int PRODUCTS = 512;

  /** Exact dot product of two runs of codes. */
  static long dot(byte[] a, int aFrom, short[] b, int bFrom, int count) {
    long sum = 0;
    for (int from = 0; from < count; from += PRODUCTS) {
      int part = 0;
      for (int i = from; i < Math.min(count, from + PRODUCTS); i++) {
        part += a[aFrom + i] * b[bFrom + i];
      }
      sum += part;
    }
    return sum;
  }
}
