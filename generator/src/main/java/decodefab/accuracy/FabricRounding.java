package decodefab.accuracy;

import decodefab.format.DynamicFormat;
import decodefab.golden.Fp32;
import decodefab.golden.ScaleRounding;
import decodefab.graph.DecodeGraph;
import decodefab.reference.Rounding;

/**
 * What the fabric's own quantizers do to a vector: integer codes, one scale for each group, by the
 * same steps as golden takes. Only that values are weighed by rounded probabilities before their
 * scale instead of after it is different here.
 */
final class FabricRounding {
  private FabricRounding() {}

  /** Rounds all that is quantized between the matrices: their inputs, queries, probabilities. */
  static Rounding activations(DecodeGraph graph) {
    int group = graph.precision().activationGroup();
    DynamicFormat format = graph.precision().activations();
    int positions = graph.precision().probabilityGroup();
    int head = graph.shape().headDim();
    return new Rounding() {
      @Override
      public float[] input(float[] x) {
        return rounded(x, group, format);
      }

      @Override
      public float[] queries(float[] q) {
        return rounded(q, head, format);
      }

      @Override
      public double[] probabilities(double[] p) {
        float[] single = new float[p.length];
        for (int i = 0; i < p.length; i++) {
          single[i] = (float) p[i];
        }
        float[] rounded = rounded(single, positions, format);
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
    DynamicFormat format = graph.precision().cache();
    return new Rounding() {
      @Override
      public float[] cached(float[] x) {
        return rounded(x, head, format);
      }
    };
  }

  /** Codes and back. */
  static float[] rounded(float[] x, int group, DynamicFormat format) {
    float[] result = new float[x.length];
    for (int from = 0; from < x.length; from += group) {
      int to = Math.min(x.length, from + group);
      float max = 0;
      for (int i = from; i < to; i++) {
        max = Fp32.max(max, Fp32.abs(x[i]));
      }
      float exact = Fp32.mul(max, format.inverseLimit());
      float scale = ScaleRounding.round(exact, format.scale());
      float inverse = Fp32.recip(scale);
      for (int i = from; i < to; i++) {
        result[i] = Fp32.mul(scale, Fp32.toInt(Fp32.mul(x[i], inverse), format.limit()));
      }
    }
    return result;
  }
}
