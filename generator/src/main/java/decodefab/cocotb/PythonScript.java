package decodefab.cocotb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolResult;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks a Python something: it runs a few lines, whose last output is one line of JSON. */
final class PythonScript {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ToolRunner runner;

  PythonScript(ToolRunner runner) {
    this.runner = runner;
  }

  /**
   * The answer.
   *
   * @throws ToolException where Python failed, or its answer is no JSON
   */
  JsonNode ask(Path python, String text, List<String> arguments)
      throws ToolException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-c", text));
    all.addAll(arguments);
    ToolCommand command =
        ToolCommand.of(python, all, Path.of("/"), LIMIT)
            .withEnvironment(Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONNOUSERSITE", "1"));
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    ToolListener listener =
        (stream, line) -> {
          if (stream == ToolListener.Stream.OUTPUT) {
            lines.add(line);
          }
        };
    ToolResult result = runner.run(command, listener);
    List<String> answer = List.copyOf(lines);
    // The command without its text, which no reader wants to see.
    List<String> brief = List.of(python.toString(), "-c", "...");
    if (result.exitStatus() != 0 || answer.isEmpty()) {
      throw ToolException.failed(brief, result.exitStatus(), result.lastLines());
    }
    try {
      return new ObjectMapper().readTree(answer.getLast());
    } catch (JsonProcessingException e) {
      throw ToolException.failed(brief, result.exitStatus(), result.lastLines());
    }
  }
}
