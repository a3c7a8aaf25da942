package decodefab.synth;

import decodefab.tool.ToolCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A synthesis program that is ready to run.
 *
 * @param command the executable, with what stands before the program's own arguments
 * @param environment variables that it needs
 * @param version what it says of itself
 */
record SynthTool(List<String> command, Map<String, String> environment, String version) {
  SynthTool {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A run of it. */
  ToolCommand run(List<String> arguments, Path folder, Duration limit, Path log) {
    List<String> all = Stream.concat(command.stream().skip(1), arguments.stream()).toList();
    return ToolCommand.of(Path.of(command.getFirst()), all, folder, limit)
        .withEnvironment(environment)
        .withLog(log);
  }
}
