package decodefab.cli;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class CommonOptions {
  private static final class Loudness {
    @Option(
        names = {"-q", "--quiet"},
        description = "Say only results and errors.")
    private boolean quiet;

    @Option(
        names = {"-v", "--verbose"},
        description = "Say more of what happens.")
    private boolean verbose;
  }

  @ArgGroup private Loudness loudness;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Color text: ${COMPLETION-CANDIDATES} (default: auto, on a terminal only).")
  private Out.Color color;

  CommonOptions() {}

  /** Those that a command was given; the defaults for one that takes none. */
  static CommonOptions of(CommandLine command) {
    return command.getCommandSpec().mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(CommonOptions.class::isInstance)
        .map(CommonOptions.class::cast)
        .findFirst()
        .orElseGet(CommonOptions::new);
  }

  Out out(Surroundings surroundings) {
    return new Out(surroundings, level(), color == null ? Out.Color.auto : color);
  }

  private Out.Level level() {
    if (loudness == null) {
      return Out.Level.NORMAL;
    }
    return loudness.quiet
        ? Out.Level.QUIET
        : loudness.verbose ? Out.Level.VERBOSE : Out.Level.NORMAL;
  }
}
