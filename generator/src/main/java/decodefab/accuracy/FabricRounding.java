package decodefab.accuracy;

import decodefab.golden.Fp32;
import decodefab.golden.VectorConstants;
import decodefab.graph.DecodeGraph;
import decodefab.reference.Rounding;

/**
 * What the fabric's own quantizers do to a vector: int8 codes, one scale for each group, by the
 * same steps as golden takes. Only that values are weighed by rounded probabilities before their
 * scale instead of after it is different here.
 */
final class FabricRounding {
  private FabricRounding() {}

  /** Rounds all that is quantized between the matrices: their inputs, queries, probabilities. */
  static Rounding activations(DecodeGraph graph) {
    int group = graph.precision().activationGroup();
    int positions = graph.precision().probabilityGroup();
    int head = graph.shape().headDim();
    return new Rounding() {
      @Override
      public float[] input(float[] x) {
        return rounded(x, group, false);
      }

      @Override
      public float[] queries(float[] q) {
        return rounded(q, head, false);
      }

      @Override
      public double[] probabilities(double[] p) {
        float[] single = new float[p.length];
        for (int i = 0; i < p.length; i++) {
          single[i] = (float) p[i];
        }
        float[] rounded = rounded(single, positions, false);
        double[] result = new double[p.length];
        for (int i = 0; i < p.length; i++) {
          result[i] = rounded[i];
        }
        return result;
      }
    };
  }

  /** Rounds the keys and values that the cache keeps. */
  static Rounding cache(DecodeGraph graph) {
    int head = graph.shape().headDim();
    return new Rounding() {
      @Override
      public float[] cached(float[] x) {
        return rounded(x, head, true);
      }
    };
  }

  /**
   * Codes and back.
   *
   * @param half whether scales are rounded to binary16
   */
  static float[] rounded(float[] x, int group, boolean half) {
    float[] result = new float[x.length];
    for (int from = 0; from < x.length; from += group) {
      int to = Math.min(x.length, from + group);
      float max = 0;
      for (int i = from; i < to; i++) {
        max = Fp32.max(max, Fp32.abs(x[i]));
      }
      float exact = Fp32.mul(max, VectorConstants.INVERSE_127);
      float scale = half ? Fp32.fromF16(Fp32.toF16(exact)) : exact;
      float inverse = Fp32.recip(scale);
      for (int i = from; i < to; i++) {
        result[i] = Fp32.mul(scale, Fp32.toInt8(Fp32.mul(x[i], inverse)));
      }
    }
    return result;
  }
}
