package decodefab.tool;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs external programs: with a time limit, without a shell, and so that nothing is left running
 * when decodefab ends or is interrupted.
 */
public final class ToolRunner {
  /** How many of a program's last lines are kept for its result or its failure. */
  public static final int KEPT_LINES = 40;

  /**
   * Runs a program to its end, with nothing on its standard input. An exit status other than 0 is a
   * result here, not a failure.
   *
   * @throws ToolException where it could not be started or ran past its limit
   * @throws InterruptedException where this thread was interrupted; the program has been ended
   */
  public ToolResult run(ToolCommand command, ToolListener listener)
      throws ToolException, InterruptedException {
    try (RunningTool running = start(command, listener)) {
      running.closeInput();
      return running.await();
    }
  }

  /**
   * Runs a program that has to end with status 0.
   *
   * @throws ToolException where it could not be started, ran past its limit or ended with another
   *     status
   * @throws InterruptedException where this thread was interrupted; the program has been ended
   */
  public ToolResult runChecked(ToolCommand command, ToolListener listener)
      throws ToolException, InterruptedException {
    ToolResult result = run(command, listener);
    if (result.exitStatus() != 0) {
      throw ToolException.failed(command.arguments(), result.exitStatus(), result.lastLines());
    }
    return result;
  }

  /**
   * Starts a program that is talked to while it runs. The caller closes it, which ends it where it
   * still runs.
   *
   * @throws ToolException where it could not be started
   */
  public RunningTool start(ToolCommand command, ToolListener listener) throws ToolException {
    ProcessBuilder builder = new ProcessBuilder(command.arguments());
    builder.directory(command.directory().toFile());
    builder.environment().putAll(command.environment());
    ToolOutput output;
    try {
      output = ToolOutput.open(command.log(), listener);
    } catch (IOException e) {
      throw ToolException.notStarted(command.arguments(), "its log cannot be written: " + e);
    }
    try {
      return new RunningTool(command, builder.start(), output);
    } catch (IOException e) {
      output.close();
      throw ToolException.notStarted(command.arguments(), reason(e));
    }
  }

  /** The system's words, which the JDK puts in brackets behind its own. */
  private static String reason(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher systems =
        Pattern.compile("error[=:] ?\\d+[,:]? \\(?([^()]+)\\)?\\s*$").matcher(message);
    return systems.find() ? systems.group(1).strip() : message;
  }
}
