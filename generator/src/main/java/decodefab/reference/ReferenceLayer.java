package decodefab.reference;

import decodefab.diag.InputException;
import decodefab.model.ModelShape;
import decodefab.model.ModelWeights;
import decodefab.model.TensorNames;
import java.util.ArrayList;
import java.util.List;

/** One decoder layer of {@link FloatReference} with the keys and values of the tokens so far. */
final class ReferenceLayer {
  private final ModelShape shape;
  private final Rounding rounding;
  private final float[] attentionNorm;
  private final float[][] query;
  private final float[][] key;
  private final float[][] value;
  private final float[][] output;
  private final float[] mlpNorm;
  private final float[][] gate;
  private final float[][] up;
  private final float[][] down;
  private final List<float[]> keys = new ArrayList<>();
  private final List<float[]> values = new ArrayList<>();

  ReferenceLayer(ModelWeights weights, int n, Rounding rounding) throws InputException {
    this.shape = weights.shape();
    this.rounding = rounding;
    this.attentionNorm = weights.vector(TensorNames.attentionNorm(n));
    this.query = FloatReference.load(weights.matrix(TensorNames.query(n)));
    this.key = FloatReference.load(weights.matrix(TensorNames.key(n)));
    this.value = FloatReference.load(weights.matrix(TensorNames.value(n)));
    this.output = FloatReference.load(weights.matrix(TensorNames.output(n)));
    this.mlpNorm = weights.vector(TensorNames.mlpNorm(n));
    this.gate = FloatReference.load(weights.matrix(TensorNames.gate(n)));
    this.up = FloatReference.load(weights.matrix(TensorNames.up(n)));
    this.down = FloatReference.load(weights.matrix(TensorNames.down(n)));
  }

  /** Adds the layer's two parts to the residual vector. */
  void apply(float[] x, int position) {
    float[] normed = rounding.input(FloatReference.normalize(x, attentionNorm, shape.normEps()));
    add(x, FloatReference.multiply(output, rounding.input(attend(normed, position))));
    add(x, feedForward(rounding.input(FloatReference.normalize(x, mlpNorm, shape.normEps()))));
  }

  /** Forgets the tokens so far. */
  void reset() {
    keys.clear();
    values.clear();
  }

  private float[] attend(float[] x, int position) {
    float[] q = FloatReference.multiply(query, x);
    float[] k = FloatReference.multiply(key, x);
    rotate(q, position);
    rotate(k, position);
    q = rounding.queries(q);
    keys.add(rounding.cached(k));
    values.add(rounding.cached(FloatReference.multiply(value, x)));
    float[] mixed = new float[shape.queryDim()];
    for (int head = 0; head < shape.heads(); head++) {
      mix(q, head * shape.headDim(), head / shape.groupSize() * shape.headDim(), mixed);
    }
    return mixed;
  }

  /** One query head over all tokens: softmax of scaled scores, weighted sum of the values. */
  private void mix(float[] q, int queryAt, int keyAt, float[] mixed) {
    int size = shape.headDim();
    double[] scores = new double[keys.size()];
    double highest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < scores.length; t++) {
      scores[t] = FloatReference.dot(q, queryAt, keys.get(t), keyAt, size) / Math.sqrt(size);
      highest = Math.max(highest, scores[t]);
    }
    double total = 0;
    for (int t = 0; t < scores.length; t++) {
      scores[t] = Math.exp(scores[t] - highest);
      total += scores[t];
    }
    double[] weights = rounding.probabilities(scores);
    double[] sums = new double[size];
    for (int t = 0; t < weights.length; t++) {
      float[] v = values.get(t);
      for (int i = 0; i < size; i++) {
        sums[i] += weights[t] * v[keyAt + i];
      }
    }
    for (int i = 0; i < size; i++) {
      mixed[queryAt + i] = (float) (sums[i] / total);
    }
  }

  /** Turns each pair (i, i + half) of each head by {@code position * theta^(-2i / headDim)}. */
  private void rotate(float[] vector, int position) {
    int half = shape.headDim() / 2;
    for (int i = 0; i < half; i++) {
      float exponent = 2f * i / shape.headDim();
      float frequency = (float) (1 / (double) (float) Math.pow(shape.ropeTheta(), exponent));
      float angle = position * frequency;
      float cos = (float) Math.cos(angle);
      float sin = (float) Math.sin(angle);
      for (int at = i; at < vector.length; at += shape.headDim()) {
        float a = vector[at];
        float b = vector[at + half];
        vector[at] = a * cos - b * sin;
        vector[at + half] = b * cos + a * sin;
      }
    }
  }

  /** {@code down(silu(gate(x)) * up(x))} with {@code silu(v) = v / (1 + exp(-v))}. */
  private float[] feedForward(float[] x) {
    float[] g = FloatReference.multiply(gate, x);
    float[] u = FloatReference.multiply(up, x);
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) (g[i] / (1 + Math.exp(-g[i])) * u[i]);
    }
    return FloatReference.multiply(down, rounding.input(g));
  }

  private static void add(float[] x, float[] more) {
    for (int i = 0; i < x.length; i++) {
      x[i] += more[i];
    }
  }
}
