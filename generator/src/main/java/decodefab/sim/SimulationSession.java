package decodefab.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.tool.RunningTool;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolResult;
import decodefab.tool.ToolRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One running simulation. It is spoken to in lines, as {@code sim/main.cpp} describes; every answer
 * is a line of JSON, and logits come before it in lines of their own.
 */
public final class SimulationSession implements TokenSource, AutoCloseable {
  private static final Duration LIMIT = Duration.ofDays(7);
  private static final Duration SILENCE = Duration.ofMinutes(30);

  /** How often a simulation that says nothing is looked after. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final String LOGITS = "#logits ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ToolCommand command;
  private final RunningTool tool;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private List<OpCycles> ops = List.of();
  private boolean wantOps;

  /** Whether the last request has its answer, so that the next one would be read. */
  private boolean idle;

  private SimulationSession(ToolRunner runner, ToolCommand command) throws ToolException {
    this.command = command;
    this.tool =
        runner.start(
            command,
            (stream, text) -> {
              if (stream == ToolListener.Stream.OUTPUT) {
                lines.add(text);
              }
            });
  }

  /**
   * Starts a simulation.
   *
   * @param folder the generated design, whose {@code rom/} it reads
   */
  public static SimulationSession start(ToolRunner runner, SimulationBinary binary, Path folder)
      throws ToolException, InterruptedException {
    ToolCommand command = ToolCommand.of(binary.executable(), List.of(), folder, LIMIT);
    SimulationSession session = new SimulationSession(runner, command);
    try {
      session.answer();
      return session;
    } catch (ToolException | InterruptedException e) {
      session.close();
      throw e;
    }
  }

  /** From now on each token reports the cycles of its operations, {@link #operations}. */
  public void measureOperations() {
    wantOps = true;
  }

  /** Cycles by instruction of the last token; empty unless measured. */
  public List<OpCycles> operations() {
    return ops;
  }

  /** From now on, every write of a value goes into a file; what it held is gone. */
  public void recordWrites(Path file) throws ToolException, InterruptedException {
    request("writes " + file.toAbsolutePath());
  }

  /** From now on, the start and end of every command go into a file. */
  public void recordEvents(Path file) throws ToolException, InterruptedException {
    request("events " + file.toAbsolutePath());
  }

  /** From now on, a waveform goes into a file; the binary must have been built for it. */
  public void traceInto(Path file) throws ToolException, InterruptedException {
    request("trace " + file.toAbsolutePath());
  }

  /** Writes what was executed so far; the binary must have been built for it. */
  public void coverageInto(Path file) throws ToolException, InterruptedException {
    request("coverage " + file.toAbsolutePath());
  }

  /** Ends the waveform. */
  public void stopTrace() throws ToolException, InterruptedException {
    request("trace off");
  }

  @Override
  public TokenResult step(int position, int token, boolean logits)
      throws ToolException, InterruptedException {
    List<String> hex = new ArrayList<>();
    JsonNode answer =
        request(
            "step " + position + " " + token + (logits ? " logits" : "") + (wantOps ? " ops" : ""),
            hex);
    Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      counters.put(counter, answer.path("counters").path(counter.ordinal()).asLong());
    }
    List<OpCycles> measured = new ArrayList<>();
    for (JsonNode op : answer.path("ops")) {
      measured.add(
          new OpCycles(
              op.get(0).asInt(), op.get(1).asInt(), op.get(2).asLong(), op.get(3).asLong()));
    }
    ops = List.copyOf(measured);
    Optional<float[]> values = logits ? Optional.of(parse(String.join("", hex))) : Optional.empty();
    return new TokenResult(
        answer.path("next").asInt(), answer.path("cycles").asLong(), counters, values);
  }

  private static float[] parse(String hex) {
    float[] values = new float[hex.length() / 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(Integer.parseUnsignedInt(hex, 8 * i, 8 * i + 8, 16));
    }
    return values;
  }

  private void request(String line) throws ToolException, InterruptedException {
    request(line, new ArrayList<>());
  }

  private JsonNode request(String line, List<String> hex)
      throws ToolException, InterruptedException {
    idle = false;
    try {
      tool.send(line);
    } catch (ToolException e) {
      throw tool.ended().map(this::endedEarly).orElse(e);
    }
    return answer(hex);
  }

  private void answer() throws ToolException, InterruptedException {
    answer(new ArrayList<>());
  }

  private JsonNode answer(List<String> hex) throws ToolException, InterruptedException {
    while (true) {
      String line = nextLine();
      if (line.startsWith(LOGITS)) {
        hex.add(line.substring(LOGITS.length()));
        continue;
      }
      JsonNode answer;
      try {
        answer = JSON.readTree(line);
      } catch (IOException e) {
        throw failure("the simulation answered " + line);
      }
      if (answer.has("error")) {
        throw failure(answer.get("error").asText());
      }
      idle = true;
      return answer;
    }
  }

  /** The next line, for which a simulation is waited for as long as it runs. */
  private String nextLine() throws ToolException, InterruptedException {
    long silentSince = System.nanoTime();
    while (System.nanoTime() - silentSince < SILENCE.toNanos()) {
      String line = lines.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      Optional<ToolResult> end = line == null ? tool.ended() : Optional.empty();
      if (end.isPresent()) {
        line = lines.poll(); // it may have come while we looked
        if (line == null) {
          throw endedEarly(end.get());
        }
      }
      if (line != null) {
        return line;
      }
    }
    throw failure("it has not answered for " + SILENCE.toMinutes() + " minutes");
  }

  /** Says how the simulation ended, with its complaints but without its logits and answers. */
  private ToolException endedEarly(ToolResult end) {
    List<String> complaints =
        end.lastLines().stream()
            .filter(line -> !line.startsWith(LOGITS) && !line.startsWith("{"))
            .toList();
    return ToolException.endedEarly(command.arguments(), end.exitStatus(), complaints);
  }

  private ToolException failure(String message) {
    return ToolException.unusable(
        "simulation: " + message, "replay it with make in its sim folder");
  }

  /** Ends the simulation; one that is in the middle of a token is not waited for. */
  @Override
  public void close() {
    if (!idle) {
      tool.close();
      return;
    }
    try {
      tool.send("quit");
      ToolResult result = tool.await();
      assert result != null;
    } catch (ToolException e) {
      tool.close();
    } catch (InterruptedException e) {
      tool.close();
      Thread.currentThread().interrupt();
    }
  }
}
