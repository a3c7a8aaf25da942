package decodefab.prune;

import decodefab.diag.InputException;
import decodefab.model.ModelWeights;
import decodefab.reference.FloatReference;
import decodefab.reference.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * How large the inputs of each matrix's columns are: norms over the tokens of a text that the model
 * writes itself, always taking the likeliest token. So the same model gives the same norms, and no
 * text has to be brought.
 */
final class InputNorms implements Rounding {
  /** Tokens of the text, if the context has as many. */
  static final int TOKENS = 64;

  /**
   * Vectors that a layer multiplies matrices with: for q, k and v, for o, for gate and up, down.
   */
  private static final int OF_LAYER = 4;

  /** Sums of squares in the order of a step: those of each layer, then that of the head. */
  private final List<double[]> squares = new ArrayList<>();

  private int next;

  private InputNorms() {}

  static InputNorms of(ModelWeights weights) throws InputException {
    InputNorms norms = new InputNorms();
    FloatReference model = new FloatReference(weights, norms);
    int token = weights.shape().bosToken().orElse(0);
    for (int i = 0; i < Math.min(TOKENS, weights.shape().context()); i++) {
      norms.next = 0;
      token = likeliest(model.step(token));
    }
    return norms;
  }

  private static int likeliest(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  @Override
  public float[] input(float[] x) {
    if (next == squares.size()) {
      squares.add(new double[x.length]);
    }
    double[] sums = squares.get(next++);
    for (int i = 0; i < x.length; i++) {
      sums[i] += (double) x[i] * x[i];
    }
    return x;
  }

  /**
   * The norm of a column's input.
   *
   * @param role of a matrix, as in a graph
   * @param layer its layer; ignored for {@code lm_head}
   */
  double of(String role, int layer, int column) {
    return Math.sqrt(squares.get(index(role, layer))[column]);
  }

  private int index(String role, int layer) {
    return switch (role) {
      case "attention.q", "attention.k", "attention.v" -> layer * OF_LAYER;
      case "attention.o" -> layer * OF_LAYER + 1;
      case "mlp.gate", "mlp.up" -> layer * OF_LAYER + 2;
      case "mlp.down" -> layer * OF_LAYER + 3;
      case "lm_head" -> squares.size() - 1;
      default -> throw new IllegalArgumentException("no inputs of " + role);
    };
  }
}
