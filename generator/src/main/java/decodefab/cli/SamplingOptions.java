package decodefab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the next token is chosen. */
final class SamplingOptions {
  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Sample on the host from the hardware's logits; 0 is greedy (default: 0).")
  private double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Sample among the likeliest tokens that hold this much (default: 1).")
  private Double topP;

  @Option(names = "--seed", paramLabel = "S", description = "Same seed, same text (default: 1).")
  private Long seed;

  SamplingOptions() {}

  /**
   * The chooser that the options ask for.
   *
   * @throws ParameterException where a value is out of range or would be ignored
   */
  TokenChooser chooser(CommandLine command) {
    if (!(temperature >= 0 && temperature <= Sampler.HOTTEST)) {
      throw new ParameterException(
          command, "--temperature is a number from 0 to " + (int) Sampler.HOTTEST);
    }
    if (topP != null && !(topP > 0 && topP <= 1)) {
      throw new ParameterException(command, "--top-p is a number above 0, at most 1");
    }
    if (temperature == 0) {
      if (topP != null || seed != null) {
        throw new ParameterException(
            command, "--top-p and --seed need --temperature: without it nothing is drawn");
      }
      return TokenChooser.GREEDY;
    }
    return new Sampler(temperature, topP == null ? 1 : topP, seed == null ? 1 : seed);
  }

  /** The options as they are written, with a space in front; empty where none was given. */
  String text() {
    return (temperature == 0 ? "" : " --temperature " + temperature)
        + (topP == null ? "" : " --top-p " + topP)
        + (seed == null ? "" : " --seed " + seed);
  }
}
