package decodefab.calibrate;

import decodefab.diag.InputException;
import decodefab.format.CalibrationHessian;
import decodefab.model.ModelWeights;
import java.util.Objects;
import java.util.Optional;

/**
 * What the inputs of a model's matrices have in common. They are those of the float model, before
 * anything of it is pruned or rounded: so each matrix is judged by the same vectors, in whatever
 * order they are taken, and a change of one format changes no other matrix. The model is run when
 * somebody asks.
 */
public final class Calibration {
  private final ModelWeights weights;
  private final CalibrationText text;
  private Optional<MatrixInputs> inputs = Optional.empty();
  private Optional<Moments> latest = Optional.empty();

  /** Second moments at one place. */
  private record Moments(int place, CalibrationHessian hessian) {}

  /** A calibration of a model over a text. */
  public Calibration(ModelWeights weights, CalibrationText text) {
    this.weights = Objects.requireNonNull(weights, "weights");
    this.text = Objects.requireNonNull(text, "text");
  }

  /**
   * The norms of the inputs of a matrix, by its columns.
   *
   * @param role of a matrix but the embedding, as in a graph
   * @param layer its layer; ignored for {@code lm_head}
   * @throws InputException when a weight of the model is no finite number
   */
  public double[] norms(String role, int layer) throws InputException {
    MatrixInputs all = inputs();
    double[] norms = new double[0];
    for (float[] x : all.at(all.place(role, layer))) {
      norms = norms.length == 0 ? new double[x.length] : norms;
      for (int i = 0; i < x.length; i++) {
        norms[i] += (double) x[i] * x[i];
      }
    }
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(norms[i]);
    }
    return norms;
  }

  /**
   * The second moments of the inputs of a matrix. Matrices that share their input share them.
   *
   * @param role as above
   * @param layer as above
   * @throws InputException when a weight of the model is no finite number
   */
  public CalibrationHessian hessian(String role, int layer) throws InputException {
    MatrixInputs all = inputs();
    int place = all.place(role, layer);
    Moments moments = latest.filter(m -> m.place() == place).orElseGet(() -> moments(all, place));
    latest = Optional.of(moments);
    return moments.hessian();
  }

  private static Moments moments(MatrixInputs all, int place) {
    CalibrationHessian hessian = new CalibrationHessian(all.at(place).getFirst().length);
    all.at(place).forEach(hessian::add);
    return new Moments(place, hessian);
  }

  private MatrixInputs inputs() throws InputException {
    MatrixInputs found = inputs.isPresent() ? inputs.get() : MatrixInputs.of(weights, text);
    inputs = Optional.of(found);
    return found;
  }
}
