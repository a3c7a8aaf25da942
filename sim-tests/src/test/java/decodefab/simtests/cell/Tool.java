package decodefab.simtests.cell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** An external tool that tests run: skipped with a reason where it is missing, except in CI. */
public enum Tool {
  VERILATOR("verilator", "--version"),
  IVERILOG("iverilog", "-V"),
  YOSYS("yosys", "-V");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String command;
  private final String versionOption;

  Tool(String command, String versionOption) {
    this.command = command;
    this.versionOption = versionOption;
  }

  /**
   * Skips the running test when the tool is missing; where the environment variable {@code CI} is
   * set, fails it.
   */
  public void require() {
    requireOnPath(command);
  }

  /** {@link #require} for a program that is not one of these. */
  public static void requireOnPath(String command) {
    if (present(command)) {
      return;
    }
    String message = command + " is not installed";
    if (System.getenv("CI") != null) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }

  /** Returns the first line with which the tool names its version. */
  public String version() {
    return call(Checkout.home(), List.of(versionOption)).output().lines().findFirst().orElse("");
  }

  /** Runs the tool in a folder and returns how it ended. */
  public ToolRun call(Path folder, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(command);
    line.addAll(arguments);
    return ToolRun.of(folder, line, PATIENCE);
  }

  private static boolean present(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, command)));
  }
}
