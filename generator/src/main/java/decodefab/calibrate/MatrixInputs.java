package decodefab.calibrate;

import decodefab.diag.InputException;
import decodefab.model.ModelWeights;
import decodefab.reference.FloatReference;
import decodefab.reference.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * The vectors that a float model multiplies its matrices with, over a text. Of the model's own
 * text, where no text has to be brought, the same model always gives the same vectors.
 */
final class MatrixInputs implements Rounding {
  /**
   * Vectors that a layer multiplies matrices with: for q, k and v, for o, for gate and up, down.
   */
  private static final int OF_LAYER = 4;

  /** By their place in a step, those of each layer and then that of the head; one for a token. */
  private final List<List<float[]>> vectors = new ArrayList<>();

  private int next;

  private MatrixInputs() {}

  static MatrixInputs of(ModelWeights weights, CalibrationText text) throws InputException {
    MatrixInputs inputs = new MatrixInputs();
    FloatReference model = new FloatReference(weights, inputs);
    if (text.isOwn()) {
      OwnText own = new OwnText(weights.shape());
      while (own.hasNext()) {
        if (own.begins()) {
          model.reset();
        }
        own.draw(inputs.step(model, own.token()));
      }
    }
    for (List<Integer> window : text.windows()) {
      model.reset();
      window.forEach(token -> inputs.step(model, token));
    }
    return inputs;
  }

  private float[] step(FloatReference model, int token) {
    next = 0;
    return model.step(token);
  }

  @Override
  public float[] input(float[] x) {
    if (next == vectors.size()) {
      vectors.add(new ArrayList<>());
    }
    vectors.get(next++).add(x.clone());
    return x;
  }

  /**
   * Which vectors a matrix is multiplied with: the same for matrices that share their input.
   *
   * @param role of a matrix, as in a graph
   * @param layer its layer; ignored for {@code lm_head}
   */
  int place(String role, int layer) {
    return switch (role) {
      case "attention.q", "attention.k", "attention.v" -> layer * OF_LAYER;
      case "attention.o" -> layer * OF_LAYER + 1;
      case "mlp.gate", "mlp.up" -> layer * OF_LAYER + 2;
      case "mlp.down" -> layer * OF_LAYER + 3;
      case "lm_head" -> vectors.size() - 1;
      default -> throw new IllegalArgumentException("no inputs of " + role);
    };
  }

  /** The vectors of a place, one for a token; not to be changed. */
  List<float[]> at(int place) {
    return vectors.get(place);
  }
}
