package decodefab.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One program to run, and how.
 *
 * @param arguments the executable and its arguments; never passed through a shell
 * @param directory where it runs
 * @param environment variables on top of those that decodefab itself was started with
 * @param limit how long it may run, above zero
 * @param log a file for all that it prints, as printed; empty to keep only the last lines
 */
public record ToolCommand(
    List<String> arguments,
    Path directory,
    SortedMap<String, String> environment,
    Duration limit,
    Optional<Path> log) {
  public ToolCommand {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    if (arguments.isEmpty() || !limit.isPositive()) {
      throw new IllegalArgumentException("a command needs an executable and a limit above zero");
    }
  }

  /** {@code executable} with {@code arguments} in {@code directory}, nothing else set. */
  public static ToolCommand of(
      Path executable, List<String> arguments, Path directory, Duration limit) {
    return new ToolCommand(
        Stream.concat(Stream.of(executable.toString()), arguments.stream()).toList(),
        directory,
        new TreeMap<>(),
        limit,
        Optional.empty());
  }

  /** The same with variables added. */
  public ToolCommand withEnvironment(Map<String, String> added) {
    SortedMap<String, String> all = new TreeMap<>(environment);
    all.putAll(added);
    return new ToolCommand(arguments, directory, all, limit, log);
  }

  /** The same with all output kept in {@code file}, which is replaced. */
  public ToolCommand withLog(Path file) {
    return new ToolCommand(arguments, directory, environment, limit, Optional.of(file));
  }
}
