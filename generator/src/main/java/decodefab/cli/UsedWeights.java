package decodefab.cli;

import decodefab.calibrate.CalibrationText;
import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.model.LoadedModel;
import decodefab.model.ModelWeights;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import java.util.Objects;
import java.util.Optional;

/**
 * The weights that a command works with, and the text over which their inputs are taken.
 *
 * @param text the model's own for made-up weights, which no tokenizer goes with
 */
record UsedWeights(ModelWeights weights, CalibrationText text) {
  UsedWeights {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(text, "text");
  }

  /**
   * A model's own; empty for an inline model, which has none.
   *
   * @throws InputException with the faults of the model's files or of the text
   */
  static Optional<UsedWeights> ofModel(LoadedDesign loaded) throws InputException {
    Optional<LoadedModel> model = DesignLoader.loadModel(loaded.design());
    return model.isPresent() ? Optional.of(of(loaded, model.get())) : Optional.empty();
  }

  /** A model's own that has been read. */
  static UsedWeights of(LoadedDesign loaded, LoadedModel model) throws InputException {
    return new UsedWeights(model.weights(), DesignLoader.calibration(loaded.design(), model));
  }

  /** Made-up ones. */
  static UsedWeights synthetic(LoadedDesign loaded, long seed, Out out) throws InputException {
    if (loaded.design().calibration().isPresent()) {
      out.note("made-up weights are calibrated over tokens of their own, not over the text");
    }
    return new UsedWeights(WeightSource.synthetic(loaded.shape(), seed), CalibrationText.OWN);
  }

  /** As the fabric stores them. */
  QuantizedWeights quantized(HardwarePlan plan) throws InputException {
    return QuantizedWeights.of(weights, plan.graph(), text);
  }
}
