package decodefab.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.graph.GraphPrinter;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Program;
import decodefab.plan.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Which engine worked on what and when, in the trace event format of Chrome's tracing and of
 * ui.perfetto.dev: a thread for the tokens and some for each engine, times in microseconds at the
 * design's clock. An engine's commands overlap, which events of one thread may not: one that starts
 * before another has ended goes to the engine's next thread.
 */
public final class Timeline {
  private static final List<String> ROWS = List.of("token", "vector", "matvec", "store");

  /** Thread ids between an engine's first thread and the next engine's. */
  private static final int LANES = 64;

  private static final double MICRO = 1e6;

  /** A command, in cycles since the simulation began, or the whole of a token. */
  private record Span(
      int row, String name, String operation, int position, int layer, long start, long end) {}

  /** A span and the thread that it is drawn in. */
  private record Drawn(int thread, Span span) {}

  private final HardwarePlan plan;
  private final Map<Integer, Step> steps = new HashMap<>();
  private final List<Span> spans = new ArrayList<>();

  /** An empty timeline of a plan's program. */
  public Timeline(HardwarePlan plan) {
    this.plan = Objects.requireNonNull(plan, "plan");
    Program program = plan.program();
    place(0, program.prologue());
    program.loops().forEach(l -> place(program.bodyStart(l.first()), l.body()));
    place(program.epilogueStart(), program.epilogue());
  }

  private void place(int start, List<Step> section) {
    for (int i = 0; i < section.size(); i++) {
      steps.put(start + i, section.get(i));
    }
  }

  /**
   * Adds the events of one token.
   *
   * @param events lines {@code ENGINE PC LAYER START END} as the simulation records them
   * @throws IOException where a line is none of these
   */
  public void add(int position, int token, List<String> events) throws IOException {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (String line : events) {
      Span span = span(position, line);
      first = Math.min(first, span.start());
      last = Math.max(last, span.end());
      spans.add(span);
    }
    if (first <= last) {
      spans.add(new Span(0, "position " + position, "token " + token, position, 0, first, last));
    }
  }

  private Span span(int position, String line) throws IOException {
    String[] words = line.split(" ", -1);
    try {
      int row = ROWS.indexOf(words[0]);
      Step step = steps.get(Integer.parseInt(words[1]));
      if (words.length != 5 || row < 1 || step == null) {
        throw new IOException("the simulation recorded no event: " + line);
      }
      return new Span(
          row,
          step.label(),
          GraphPrinter.line(step.op()),
          position,
          Integer.parseInt(words[2]),
          Long.parseLong(words[3]),
          Long.parseLong(words[4]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("the simulation recorded no event: " + line, e);
    }
  }

  /** Writes the document. */
  public void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("displayTimeUnit", "ns");
      json.writeArrayFieldStart("traceEvents");
      name(json, "process_name", 0, plan.design().name());
      List<Drawn> drawn = drawn();
      for (int thread : new TreeSet<>(drawn.stream().map(Drawn::thread).toList())) {
        int lane = thread % LANES;
        String row = ROWS.get(thread / LANES);
        name(json, "thread_name", thread, lane == 0 ? row : row + " +" + lane);
      }
      for (Drawn d : drawn) {
        json.writeRaw('\n');
        event(json, d.thread(), d.span());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Each span in the first thread of its row that is free when it starts. */
  private List<Drawn> drawn() {
    List<Drawn> drawn = new ArrayList<>();
    Map<Integer, Long> ends = new HashMap<>();
    for (Span span : spans.stream().sorted(Comparator.comparingLong(Span::start)).toList()) {
      int lane = 0;
      while (lane < LANES - 1
          && ends.getOrDefault(span.row() * LANES + lane, -1L) >= span.start()) {
        lane++;
      }
      int thread = span.row() * LANES + lane;
      ends.put(thread, span.end());
      drawn.add(new Drawn(thread, span));
    }
    return drawn;
  }

  private static void name(JsonGenerator json, String what, int thread, String name)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "M");
    json.writeStringField("name", what);
    json.writeNumberField("pid", 1);
    json.writeNumberField("tid", thread);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void event(JsonGenerator json, int thread, Span span) throws IOException {
    double cycle = MICRO / plan.fabric().clockHz();
    json.writeStartObject();
    json.writeStringField("ph", "X");
    json.writeStringField("name", span.name());
    json.writeNumberField("pid", 1);
    json.writeNumberField("tid", thread);
    json.writeNumberField("ts", span.start() * cycle);
    json.writeNumberField("dur", (span.end() - span.start() + 1) * cycle);
    json.writeObjectFieldStart("args");
    json.writeStringField("operation", span.operation());
    json.writeNumberField("position", span.position());
    json.writeNumberField("layer", span.layer());
    json.writeNumberField("cycles", span.end() - span.start() + 1);
    json.writeEndObject();
    json.writeEndObject();
  }
}
