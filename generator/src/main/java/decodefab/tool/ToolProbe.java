package decodefab.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Looks for a program and asks for its version. */
public final class ToolProbe {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ToolFinder finder;
  private final ToolRunner runner;

  /** Looks where {@code finder} looks, asks through {@code runner}. */
  public ToolProbe(ToolFinder finder, ToolRunner runner) {
    this.finder = finder;
    this.runner = runner;
  }

  /**
   * What there is of {@code tool}.
   *
   * @throws InterruptedException where this thread was interrupted while the program was asked
   */
  public ToolStatus probe(ExternalTool tool) throws InterruptedException {
    Optional<Path> executable = finder.find(tool.name());
    return executable.isPresent() ? ask(tool, executable.get()) : new ToolStatus.Missing(tool);
  }

  private ToolStatus ask(ExternalTool tool, Path executable) throws InterruptedException {
    try {
      ToolResult result =
          runner.run(
              ToolCommand.of(
                  executable,
                  tool.versionArguments(),
                  executable.toAbsolutePath().getParent(),
                  LIMIT),
              ToolListener.silent());
      // Icarus prints its version and then complains that there is nothing to compile: the text
      // decides.
      Optional<ToolVersion> version = ToolVersion.parse(String.join("\n", result.lastLines()));
      if (version.isEmpty()) {
        return new ToolStatus.Broken(
            tool, executable, "it printed no version (exit status " + result.exitStatus() + ")");
      }
      return version.get().atLeast(tool.oldest())
          ? new ToolStatus.Ready(tool, executable, version.get())
          : new ToolStatus.TooOld(tool, executable, version.get());
    } catch (ToolException e) {
      return new ToolStatus.Broken(tool, executable, e.getMessage());
    }
  }
}
