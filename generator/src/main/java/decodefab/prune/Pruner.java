package decodefab.prune;

import decodefab.calibrate.Calibration;
import decodefab.diag.InputException;
import decodefab.format.SparsePattern;
import decodefab.model.FloatMatrix;
import decodefab.model.ImportedMask;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/** Prunes the matrices of one model, each by its pattern. */
public final class Pruner {
  private final Calibration calibration;

  /** A pruner of a model whose inputs are known. */
  public Pruner(Calibration calibration) {
    this.calibration = Objects.requireNonNull(calibration, "calibration");
  }

  /**
   * A matrix with the zeros of a pattern; the same where it has none.
   *
   * @param tensor name of the matrix
   * @param role its name without the layer
   * @param layer its layer; ignored for {@code lm_head}
   * @throws InputException if the weights are to have the pattern and do not
   */
  public FloatMatrix prune(
      String tensor, String role, int layer, FloatMatrix matrix, SparsePattern pattern)
      throws InputException {
    if (!pattern.isPruned()) {
      return matrix;
    }
    return switch (pattern.by()) {
      case MAGNITUDE -> pruned(matrix, pattern, column -> 1);
      case WANDA -> {
        double[] norms = calibration.norms(role, layer);
        yield pruned(matrix, pattern, column -> norms[column]);
      }
      case MASK -> ImportedMask.require(tensor, matrix, pattern);
    };
  }

  private static FloatMatrix pruned(
      FloatMatrix matrix, SparsePattern pattern, IntToDoubleFunction importance)
      throws InputException {
    return pattern.block().isPresent()
        ? PrunedBlocks.of(matrix, pattern, importance)
        : RowPruner.prune(matrix, pattern, importance);
  }
}
