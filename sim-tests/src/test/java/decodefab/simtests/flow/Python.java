package decodefab.simtests.flow;

import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.tool.BuildCache;
import decodefab.tool.PythonPackages;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolResult;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Python with the packages of {@code sim-tests/requirements.txt}. */
final class Python {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PythonPackages.Installed packages;

  private Python(PythonPackages.Installed packages) {
    this.packages = packages;
  }

  /** Skips the running test where there is no Python or nothing to fetch from, but in CI fails. */
  static Python require() throws Exception {
    Tool.requireOnPath("python3");
    Path home = Path.of(System.getProperty("user.home"));
    ToolFinder finder = new ToolFinder(System.getenv().getOrDefault("PATH", ""));
    BuildCache cache = BuildCache.ofUser(System.getenv(), home);
    try {
      return new Python(
          new PythonPackages(finder, new ToolRunner(), cache)
              .require(
                  Checkout.home().resolve("sim-tests/requirements.txt"),
                  Optional.empty(),
                  note -> {}));
    } catch (ToolException e) {
      if (System.getenv("CI") != null) {
        throw e;
      }
      Assumptions.abort("sim-tests/requirements.txt cannot be fetched: " + e.getMessage());
      throw e;
    }
  }

  /** Runs Python to its end, which has to be a good one, and returns what it printed last. */
  String run(Path folder, String... arguments) throws Exception {
    AtomicReference<String> printed = new AtomicReference<>("");
    ToolResult result =
        new ToolRunner()
            .runChecked(
                ToolCommand.of(packages.python(), Stream.of(arguments).toList(), folder, PATIENCE)
                    .withEnvironment(packages.environment()),
                (stream, text) -> {
                  if (stream == ToolListener.Stream.OUTPUT) {
                    printed.updateAndGet(before -> before + text + "\n");
                  }
                });
    return result.exitStatus() == 0 ? printed.get() : "";
  }
}
