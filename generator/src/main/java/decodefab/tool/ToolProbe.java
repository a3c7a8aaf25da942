package decodefab.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for a program or a header and asks for its version. */
public final class ToolProbe {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern BEGIN_OF_FILE = Pattern.compile("^# 1 \"(/[^\"]+)\"");

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
    return switch (tool) {
      case ExternalTool.Program program -> {
        Optional<Path> executable = finder.find(program.name());
        yield executable.isPresent()
            ? ask(program, executable.get())
            : new ToolStatus.Missing(program);
      }
      case ExternalTool.Header header -> {
        Optional<Path> compiler = finder.find(header.compiler().name());
        yield compiler.isPresent() ? ask(header, compiler.get()) : new ToolStatus.Missing(header);
      }
    };
  }

  private ToolStatus ask(ExternalTool.Program tool, Path executable) throws InterruptedException {
    try {
      ToolResult result =
          runner.run(command(executable, tool.versionArguments()), ToolListener.silent());
      // Icarus prints its version and then complains that there is nothing to compile: the text
      // decides.
      return judge(
          tool,
          executable,
          ToolVersion.parse(String.join("\n", result.lastLines())),
          "it printed no version (exit status " + result.exitStatus() + ")");
    } catch (ToolException e) {
      return new ToolStatus.Broken(tool, executable, e.getMessage());
    }
  }

  /** Has the header preprocessed: where each file begins and each macro is defined is printed. */
  private ToolStatus ask(ExternalTool.Header header, Path compiler) throws InterruptedException {
    List<String> arguments = List.of("-E", "-dD", "-include", header.name(), "-x", "c++", "-");
    String macro = "#define " + header.versionMacro() + " ";
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    try {
      ToolResult result =
          runner.run(command(compiler, arguments), (stream, text) -> lines.add(text));
      if (result.exitStatus() != 0) {
        return new ToolStatus.Missing(header);
      }
      Path file =
          lines.stream()
              .map(BEGIN_OF_FILE::matcher)
              .filter(Matcher::find)
              .map(begin -> Path.of(begin.group(1)))
              .filter(path -> path.endsWith(header.name()))
              .findFirst()
              .orElse(Path.of(header.name()));
      Optional<ToolVersion> version =
          lines.stream()
              .filter(line -> line.startsWith(macro))
              .findFirst()
              .flatMap(line -> ToolVersion.parse(line.substring(macro.length())));
      return judge(header, file, version, "it defines no " + header.versionMacro());
    } catch (ToolException e) {
      return new ToolStatus.Missing(header);
    }
  }

  private static ToolCommand command(Path executable, List<String> arguments) {
    return ToolCommand.of(executable, arguments, executable.toAbsolutePath().getParent(), LIMIT);
  }

  private static ToolStatus judge(
      ExternalTool tool, Path file, Optional<ToolVersion> version, String withoutVersion) {
    if (version.isEmpty()) {
      return new ToolStatus.Broken(tool, file, withoutVersion);
    }
    return version.get().atLeast(tool.oldest())
        ? new ToolStatus.Ready(tool, file, version.get())
        : new ToolStatus.TooOld(tool, file, version.get());
  }
}
