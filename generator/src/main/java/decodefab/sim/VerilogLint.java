package decodefab.sim;

import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolResult;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has tools read generated Verilog, which is to be without a warning, whatever the design. */
public final class VerilogLint {
  private final Map<ExternalTool, ToolStatus.Ready> tools;
  private final ToolRunner runner;

  /**
   * A lint.
   *
   * @param tools with {@link KnownTools#VERILATOR}; Icarus is asked where it is among them
   */
  public VerilogLint(Map<ExternalTool, ToolStatus.Ready> tools, ToolRunner runner) {
    this.tools = Map.copyOf(tools);
    this.runner = runner;
  }

  /**
   * Asks Verilator, with all warnings on.
   *
   * @param folder a written file set
   * @param design its name
   * @param log where all that it prints is kept
   * @throws ToolException where it warns, fails or runs past {@code limit}
   */
  public void verilator(Path folder, String design, Duration limit, Optional<Path> log)
      throws ToolException, InterruptedException {
    List<String> arguments =
        List.of("--lint-only", "-Wall", "-Irtl", "--top-module", design + "_top", "-f", "files.f");
    runner.runChecked(
        command(KnownTools.VERILATOR, arguments, folder, limit, log), ToolListener.silent());
  }

  /** Whether there is an Icarus to ask. */
  public boolean hasIcarus() {
    return tools.containsKey(KnownTools.IVERILOG);
  }

  /**
   * Asks Icarus, with all warnings on; a warning is a failure too. Call it only where there is one.
   *
   * @throws ToolException where it says anything, fails or runs past {@code limit}
   * @throws IOException where the list of files cannot be read
   */
  public void icarus(Path folder, String design, Duration limit, Optional<Path> log)
      throws ToolException, InterruptedException, IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-g2005", "-Wall", "-Irtl", "-s", design + "_top", "-t", "null"));
    arguments.addAll(Files.readAllLines(folder.resolve("files.f")));
    ToolCommand command = command(KnownTools.IVERILOG, arguments, folder, limit, log);
    ToolResult result = runner.runChecked(command, ToolListener.silent());
    if (!result.lastLines().isEmpty()) {
      throw ToolException.failed(command.arguments(), result.exitStatus(), result.lastLines());
    }
  }

  private ToolCommand command(
      ExternalTool tool, List<String> arguments, Path folder, Duration limit, Optional<Path> log) {
    ToolCommand command = ToolCommand.of(tools.get(tool).executable(), arguments, folder, limit);
    return log.map(command::withLog).orElse(command);
  }

  /** What a tool failed by: with the first line that says what is wrong, where there is one. */
  public static String firstComplaint(ToolException failure) {
    return failure.lastLines().stream()
        .filter(line -> line.startsWith("%Warning") || line.contains("rror"))
        .findFirst()
        .map(line -> failure.getMessage() + ": " + line)
        .orElse(failure.getMessage());
  }
}
