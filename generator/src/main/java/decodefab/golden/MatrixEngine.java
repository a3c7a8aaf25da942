package decodefab.golden;

/**
 * The arithmetic of the matvec engine: exact integer dot products over pieces of the columns that
 * lie inside one weight group and one activation group, each turned to fp32, scaled and accumulated
 * in column order.
 */
final class MatrixEngine {
  private MatrixEngine() {}

  /**
   * {@code out[r] = sum over pieces of dot * (weight scale * (activation scale * 2^exponent))}.
   *
   * @param group activation elements per scale
   */
  static void multiply(
      IntegerMatrix m, byte[] activations, float[] scales, int group, float[] out) {
    float[] factors = new float[scales.length];
    for (int g = 0; g < scales.length; g++) {
      factors[g] =
          m.exponent() == 0 ? scales[g] : Fp32.mul(scales[g], Math.scalb(1f, m.exponent()));
    }
    int cols = m.cols();
    for (int r = 0; r < m.rows(); r++) {
      float acc = 0f;
      for (int from = 0; from < cols; ) {
        int to = Math.min(cols, Math.min(nextBoundary(from, m.group()), nextBoundary(from, group)));
        long dot = m.dot(r, from, to, activations);
        float scale = Fp32.mul(m.scale(r, from / m.group()), factors[from / group]);
        acc = Fp32.add(acc, Fp32.mul(Fp32.fromInt(dot), scale));
        from = to;
      }
      out[r] = acc;
    }
  }

  /** The first multiple of {@code size} above {@code index}. */
  private static int nextBoundary(int index, int size) {
    return (int) Math.min(Integer.MAX_VALUE, (index / size + 1L) * size);
  }

  /** Exact dot product of two runs of codes. */
  static int dot(byte[] a, int aFrom, byte[] b, int bFrom, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += a[aFrom + i] * b[bFrom + i];
    }
    return sum;
  }
}
