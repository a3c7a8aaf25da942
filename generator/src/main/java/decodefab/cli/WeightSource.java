package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.model.ModelShape;
import decodefab.model.SyntheticWeights;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Whether made-up weights stand in for a model's own. */
final class WeightSource {
  /**
   * Above this nobody waits for the simulation, and the quantized weights would not fit in memory.
   */
  static final long MOST_PARAMETERS = SyntheticWeights.MOST_PARAMETERS;

  @Option(
      names = "--synthetic",
      paramLabel = "SEED",
      description = "Make weights up: the same seed gives the same ones (models up to 8 M).")
  private Long seed;

  WeightSource() {}

  /** The seed of made-up weights; empty where the model's own are wanted. */
  OptionalLong seed() {
    return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
  }

  /**
   * Made-up weights.
   *
   * @throws InputException when the model is too large for them
   */
  static SyntheticWeights synthetic(ModelShape shape, long seed) throws InputException {
    if (shape.parameterCount() > MOST_PARAMETERS) {
      throw CliCode.TOO_LARGE_TO_MAKE_UP.exception(
          "the model has "
              + shape.parameterCount()
              + " parameters: too many for made-up weights, which go up to "
              + MOST_PARAMETERS,
          "leave --synthetic out, or try the design with fewer layers or a smaller dim");
    }
    return new SyntheticWeights(shape, seed);
  }
}
