package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.sim.Waveform;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is compared and recorded while the hardware is simulated. */
final class SimulationOptions {
  @Option(
      names = "--check",
      paramLabel = "DEPTH",
      defaultValue = "logits",
      description = "Compare with the golden model: ${COMPLETION-CANDIDATES} (default: logits).")
  private CheckDepth check;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write a waveform (FST) of the positions of --trace-tokens.")
  private Path trace;

  @Option(
      names = "--trace-tokens",
      paramLabel = "A..B",
      converter = PositionRange.Converter.class,
      description = "Positions to record, from 0; a prompt's tokens come first.")
  private PositionRange positions;

  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description = "Write engine occupancy, for ui.perfetto.dev.")
  private Path timeline;

  @Option(
      names = "--activity",
      paramLabel = "FILE",
      description =
          "Write how often each net changed at the positions of --trace-tokens (SAIF), for power"
              + " tools.")
  private Path activity;

  SimulationOptions() {}

  /** Refuses options that make no sense together. */
  void checkUsage(CommandLine command) {
    if (trace != null && positions == null) {
      throw new ParameterException(
          command, "--trace needs --trace-tokens A..B: a waveform of a whole run fills disks");
    }
    if (activity != null && positions == null) {
      throw new ParameterException(
          command, "--activity needs --trace-tokens A..B: each takes long beside one not recorded");
    }
    if (activity != null && trace != null) {
      throw new ParameterException(
          command, "--trace and --activity are of different simulations: name one of them");
    }
    if (positions != null && trace == null && timeline == null && activity == null) {
      throw new ParameterException(
          command, "--trace-tokens needs --trace, --timeline or --activity");
    }
  }

  /**
   * Refuses to record what will not happen.
   *
   * @param steps positions that are computed, 0 to {@code steps - 1}
   */
  void checkAgainst(int steps) throws InputException {
    if (positions != null && positions.last() >= steps) {
      throw CliCode.TRACE_OUTSIDE_RUN.exception(
          "--trace-tokens ends at position "
              + positions.last()
              + ", but this run computes positions 0 to "
              + (steps - 1),
          "the prompt's tokens come first; the last new token is chosen but not computed");
    }
  }

  CheckDepth check() {
    return check;
  }

  /** The waveform's file. */
  Optional<Path> trace() {
    return Optional.ofNullable(trace);
  }

  /** The file of switching activity. */
  Optional<Path> activity() {
    return Optional.ofNullable(activity);
  }

  /** What the simulation has to be able to write. */
  Waveform waveform() {
    return trace != null ? Waveform.FST : activity != null ? Waveform.VCD : Waveform.NONE;
  }

  /** The timeline's file. */
  Optional<Path> timeline() {
    return Optional.ofNullable(timeline);
  }

  /** Whether a position is to be recorded; without a range all are. */
  boolean records(int position) {
    return positions == null || positions.contains(position);
  }
}
