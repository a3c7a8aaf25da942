package decodefab.synth;

import decodefab.diag.InputException;
import decodefab.tool.BuildCache;
import decodefab.tool.PythonPackages;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolResult;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds Yosys and nextpnr: the system's own, then one of a wheel on the search path, then the
 * pinned wheel, which is fetched into the cache.
 */
public final class SynthTools {
  /** The oldest that the scripts are tested with. */
  private static final ToolVersion OLDEST_YOSYS = ToolVersion.of("0.23");

  private static final ToolVersion OLDEST_NEXTPNR = ToolVersion.of("0.4");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ToolFinder finder;
  private final ToolRunner runner;
  private final PythonPackages packages;
  private final Path requirements;
  private final boolean wheelsOnly;

  /**
   * Finds tools.
   *
   * @param scripts the project's {@code synth-scripts} folder, whose {@code requirements.txt} pins
   *     the wheels
   * @param wheelsOnly takes the pinned wheels whatever the system has
   */
  public SynthTools(
      ToolFinder finder, ToolRunner runner, BuildCache cache, Path scripts, boolean wheelsOnly) {
    this.finder = finder;
    this.runner = runner;
    this.packages = new PythonPackages(finder, runner, cache);
    this.requirements = scripts.resolve("requirements.txt");
    this.wheelsOnly = wheelsOnly;
  }

  /** Yosys, 0.23 or newer. */
  SynthTool yosys(Consumer<String> announce)
      throws InputException, ToolException, InterruptedException {
    return require("yosys", OLDEST_YOSYS, announce);
  }

  /** nextpnr for a family: {@code ecp5} or {@code ice40}. */
  SynthTool nextpnr(String family, Consumer<String> announce)
      throws InputException, ToolException, InterruptedException {
    return require("nextpnr-" + family, OLDEST_NEXTPNR, announce);
  }

  /** The program that reads Tcl, where it is there. */
  Optional<Path> tclsh() {
    return finder.find("tclsh");
  }

  private SynthTool require(String name, ToolVersion oldest, Consumer<String> announce)
      throws InputException, ToolException, InterruptedException {
    String wheel = "yowasp-" + name;
    if (!wheelsOnly) {
      for (String program : List.of(name, wheel)) {
        Optional<Path> found = finder.find(program);
        Optional<SynthTool> ready =
            found.isPresent() ? newEnough(found.get(), oldest) : Optional.empty();
        if (ready.isPresent()) {
          return ready.get();
        }
      }
    }
    PythonPackages.Installed installed =
        packages.require(requirements, Optional.of(wheel), announce);
    return new SynthTool(
        List.of(
            installed.python().toString(),
            installed.folder().resolve("bin").resolve(wheel).toString()),
        installed.environment(),
        wheel);
  }

  /** Yosys prints its version on standard output, nextpnr on standard error; both are kept. */
  private Optional<SynthTool> newEnough(Path program, ToolVersion oldest)
      throws InterruptedException {
    try {
      ToolResult result =
          runner.run(
              ToolCommand.of(program, List.of("--version"), program.getParent(), LIMIT),
              ToolListener.silent());
      String text = String.join("\n", result.lastLines());
      return ToolVersion.parse(text)
          .filter(version -> version.atLeast(oldest))
          .map(
              version ->
                  new SynthTool(
                      List.of(program.toString()),
                      Map.of(),
                      program.getFileName() + " " + version));
    } catch (ToolException e) {
      return Optional.empty(); // what does not start is as good as missing
    }
  }
}
