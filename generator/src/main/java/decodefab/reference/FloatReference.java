package decodefab.reference;

import decodefab.diag.InputException;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelShape;
import decodefab.model.ModelWeights;
import decodefab.model.TensorNames;
import java.util.ArrayList;
import java.util.List;

/**
 * A Llama, one token at a time, in float32.
 *
 * <p>The architecture is that of "LLaMA" (Touvron et al. 2023) with grouped-query attention
 * (Ainslie et al. 2023): in each layer {@code x += attention(rmsnorm(x))} and {@code x +=
 * swiglu(rmsnorm(x))}, rotary positions (Su et al. 2021) with an element and the one half a head
 * away as a pair, which is how Hugging Face files order the rows of the projections.
 *
 * <p>Vectors are float32; sums run in double and are rounded once. No order of summing in float32
 * is the published one, and the rounded double sum is nearest to all of them. Rotary angles are
 * float32 throughout as in transformers, since their rounding grows with the position.
 *
 * <p>All weights are held in memory. Not safe for use by several threads.
 */
public final class FloatReference {
  /** Rows that are multiplied side by side. */
  private static final int ROWS = 4;

  private final ModelShape shape;
  private final Rounding rounding;
  private final float[][] embedding;
  private final float[][] head;
  private final float[] finalNorm;
  private final List<ReferenceLayer> layers = new ArrayList<>();
  private int position;

  /**
   * Loads all weights.
   *
   * @throws InputException when a weight is NaN or infinite
   */
  public FloatReference(ModelWeights weights) throws InputException {
    this(weights, Rounding.NONE);
  }

  /**
   * The same with something rounded on the way.
   *
   * @throws InputException when a weight is NaN or infinite
   */
  public FloatReference(ModelWeights weights, Rounding rounding) throws InputException {
    this.shape = weights.shape();
    this.rounding = rounding;
    this.embedding = load(weights.matrix(TensorNames.EMBEDDING));
    this.head = shape.tiedHead() ? embedding : load(weights.matrix(TensorNames.LM_HEAD));
    this.finalNorm = weights.vector(TensorNames.FINAL_NORM);
    for (int n = 0; n < shape.layers(); n++) {
      layers.add(new ReferenceLayer(weights, n, rounding));
    }
  }

  /**
   * Takes the next token of the sequence.
   *
   * @param token 0..vocab-1
   * @return the logits of the token after it, {@code [vocab]}
   * @throws IllegalStateException when the context is full
   */
  public float[] step(int token) {
    if (position == shape.context()) {
      throw new IllegalStateException("the context of " + shape.context() + " tokens is full");
    }
    float[] x = embedding[token].clone();
    for (ReferenceLayer layer : layers) {
      layer.apply(x, position);
    }
    position++;
    return multiply(head, rounding.input(normalize(x, finalNorm, shape.normEps())));
  }

  /** Tokens taken so far. */
  public int position() {
    return position;
  }

  /** Forgets all tokens. */
  public void reset() {
    position = 0;
    layers.forEach(ReferenceLayer::reset);
  }

  /** {@code x / sqrt(mean(x^2) + eps) * weight}, element by element. */
  static float[] normalize(float[] x, float[] weight, double eps) {
    double squares = 0;
    for (float v : x) {
      squares += (double) v * v;
    }
    double scale = 1 / Math.sqrt(squares / x.length + eps);
    float[] result = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (float) (x[i] * scale * weight[i]);
    }
    return result;
  }

  /**
   * The product of a matrix and a vector. Each sum runs in the order of the columns and so waits
   * for its last addition; some rows side by side give the processor work meanwhile.
   */
  static float[] multiply(float[][] matrix, float[] x) {
    float[] result = new float[matrix.length];
    int r = 0;
    for (; r + ROWS <= matrix.length; r += ROWS) {
      float[] a = matrix[r];
      float[] b = matrix[r + 1];
      float[] c = matrix[r + 2];
      float[] d = matrix[r + 3];
      double sumA = 0;
      double sumB = 0;
      double sumC = 0;
      double sumD = 0;
      for (int i = 0; i < x.length; i++) {
        double v = x[i];
        sumA += a[i] * v;
        sumB += b[i] * v;
        sumC += c[i] * v;
        sumD += d[i] * v;
      }
      result[r] = (float) sumA;
      result[r + 1] = (float) sumB;
      result[r + 2] = (float) sumC;
      result[r + 3] = (float) sumD;
    }
    for (; r < matrix.length; r++) {
      result[r] = (float) dot(matrix[r], 0, x, 0, x.length);
    }
    return result;
  }

  /** The inner product of two stretches. */
  static double dot(float[] a, int fromA, float[] b, int fromB, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) a[fromA + i] * b[fromB + i];
    }
    return sum;
  }

  /** A whole matrix by rows. */
  static float[][] load(FloatMatrix matrix) throws InputException {
    float[][] rows = new float[matrix.rows()][matrix.cols()];
    for (int r = 0; r < rows.length; r++) {
      matrix.row(r, rows[r]);
    }
    return rows;
  }
}
