package decodefab.tool;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * An external program is missing, too old, or failed (exit code 3). Says what was run and the last
 * that it printed, so that its failure does not surface later as a missing file.
 */
public final class ToolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> command;
  private final transient OptionalInt exitStatus;
  private final transient List<String> lastLines;
  private final String advice;

  private ToolException(
      String message,
      List<String> command,
      OptionalInt exitStatus,
      List<String> lastLines,
      String advice) {
    super(message);
    this.command = List.copyOf(command);
    this.exitStatus = exitStatus;
    this.lastLines = List.copyOf(lastLines);
    this.advice = advice;
  }

  /**
   * A program that is not usable as it stands; {@code advice} says what to do, down to the command.
   */
  public static ToolException unusable(String message, String advice) {
    return new ToolException(message, List.of(), OptionalInt.empty(), List.of(), advice);
  }

  /** A program that could not be started at all. */
  public static ToolException notStarted(List<String> command, String reason) {
    return new ToolException(
        name(command) + " could not be started: " + reason,
        command,
        OptionalInt.empty(),
        List.of(),
        "");
  }

  /** A program that ended with a status other than 0. */
  public static ToolException failed(List<String> command, int status, List<String> lastLines) {
    return new ToolException(
        name(command) + " failed with exit status " + status + signalName(status),
        command,
        OptionalInt.of(status),
        lastLines,
        "");
  }

  /** A program that ended by itself while more was expected of it. */
  public static ToolException endedEarly(List<String> command, int status, List<String> lastLines) {
    return new ToolException(
        name(command)
            + " ended before its work was done, with exit status "
            + status
            + signalName(status),
        command,
        OptionalInt.of(status),
        lastLines,
        "what was printed before is not all; run the same command again");
  }

  /** A program that was ended because it ran past its time. */
  public static ToolException timedOut(
      List<String> command, Duration limit, List<String> lastLines) {
    return new ToolException(
        name(command) + " was stopped after its limit of " + limit.toSeconds() + " s",
        command,
        OptionalInt.empty(),
        lastLines,
        "");
  }

  /** A program that stopped reading its input while it was still being talked to. */
  public static ToolException closedInput(List<String> command, List<String> lastLines) {
    return new ToolException(
        name(command) + " ended before all of its input was read",
        command,
        OptionalInt.empty(),
        lastLines,
        "");
  }

  /** The same failure with what the user can do about it. */
  public ToolException withAdvice(String text) {
    return new ToolException(getMessage(), command, exitStatus, lastLines, text);
  }

  /** The arguments it was started with, the program first; empty where nothing was started. */
  public List<String> command() {
    return command;
  }

  /** What it ended with; 128 + n for signal n; empty where it did not end by itself. */
  public OptionalInt exitStatus() {
    return exitStatus;
  }

  /** The last lines it printed, oldest first. */
  public List<String> lastLines() {
    return lastLines;
  }

  /** What the user can do; empty where only {@link #lastLines} can tell. */
  public String advice() {
    return advice;
  }

  private static String name(List<String> command) {
    String program = command.getFirst();
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private static String signalName(int status) {
    return switch (status) {
      case 130 -> " (interrupted)";
      case 134 -> " (aborted)";
      case 137 -> " (killed: out of memory?)";
      case 139 -> " (segmentation fault)";
      case 143 -> " (terminated)";
      default -> "";
    };
  }
}
