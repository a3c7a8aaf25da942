package decodefab.simtests.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How one run of an external program ended.
 *
 * @param command the argument list
 * @param exit exit status
 * @param output standard output and standard error, as they came
 */
public record ToolRun(List<String> command, int exit, String output) {

  public ToolRun {
    command = List.copyOf(command);
  }

  /**
   * Runs a program to its end.
   *
   * @throws IllegalStateException if it does not start or takes longer than {@code patience}
   */
  public static ToolRun of(Path folder, List<String> command, Duration patience) {
    return of(folder, command, patience, Map.of());
  }

  /** The same with variables added to the program's environment. */
  public static ToolRun of(
      Path folder, List<String> command, Duration patience, Map<String, String> environment) {
    try {
      // A file rather than a pipe: nothing has to be read while waiting, so a time-out is one.
      Path log = Files.createTempFile("decodefab-tool", ".log");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new IllegalStateException("no end within " + patience + ": " + command);
        }
        return new ToolRun(
            command,
            process.exitValue(),
            new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + command, e);
    }
  }

  /** Returns this run, or fails with the command, its exit status and its last lines. */
  public ToolRun orFail() {
    if (exit != 0) {
      List<String> lines = output.lines().toList();
      String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
      throw new IllegalStateException(
          "exit status " + exit + ": " + String.join(" ", command) + "\n" + tail);
    }
    return this;
  }
}
