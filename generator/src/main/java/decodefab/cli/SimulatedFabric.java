package decodefab.cli;

import decodefab.activity.ActivityCounter;
import decodefab.activity.SaifWriter;
import decodefab.diag.InputException;
import decodefab.golden.GoldenModel;
import decodefab.plan.HardwarePlan;
import decodefab.report.Timeline;
import decodefab.sim.GoldenComparison;
import decodefab.sim.MismatchException;
import decodefab.sim.OpCycles;
import decodefab.sim.SimulationBinary;
import decodefab.sim.SimulationSession;
import decodefab.sim.TokenResult;
import decodefab.tool.AtomicFile;
import decodefab.tool.OutputFailure;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A session of the simulator with its comparison and its recordings. What the simulator records
 * goes into files of its own first, and where the user wants it when it is whole.
 */
final class SimulatedFabric implements Fabric {
  private static final String WRITES = "writes";
  private static final String EVENTS = "events";
  private static final String WAVES = "waves.fst";
  private static final String TOKEN = "token.vcd";

  private final SimulationSession session;
  private final SimulationBinary binary;
  private final SimulationOptions options;
  private final Surroundings surroundings;
  private final Path work;
  private final Optional<GoldenComparison> comparison;
  private final Timeline timeline;
  private final Path replayFile;
  private final StringBuilder replay = new StringBuilder();
  private final HardwarePlan plan;
  private final ActivityCounter activity = new ActivityCounter();
  private boolean tracing;

  SimulatedFabric(
      HardwarePlan plan,
      GoldenModel golden,
      SimulationSession session,
      SimulationBinary binary,
      Path folder,
      SimulationOptions options,
      Surroundings surroundings)
      throws InputException {
    this.plan = plan;
    this.session = session;
    session.measureOperations();
    this.binary = binary;
    this.options = options;
    this.surroundings = surroundings;
    this.timeline = new Timeline(plan);
    this.replayFile = folder.resolve("sim").resolve("replay.txt");
    try {
      this.work = Files.createTempDirectory("decodefab-");
    } catch (IOException e) {
      session.close();
      throw OutputFailure.explain(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
    this.comparison =
        switch (options.check()) {
          case logits -> Optional.of(GoldenComparison.ofLogits(plan, golden));
          case deep ->
              Optional.of(GoldenComparison.ofEverything(plan, golden, work.resolve(WRITES)));
          case none -> Optional.empty();
        };
  }

  @Override
  public TokenResult step(int position, int token, boolean logits)
      throws MismatchException, ToolException, InputException, InterruptedException {
    boolean timed = options.timeline().isPresent() && options.records(position);
    trace(options.trace().isPresent() && options.records(position));
    if (timed) {
      session.recordEvents(work.resolve(EVENTS));
    }
    boolean watched = options.activity().isPresent() && options.records(position);
    if (watched) {
      session.traceInto(work.resolve(TOKEN));
    }
    try {
      TokenResult result =
          comparison.isPresent()
              ? comparison.get().step(session, position, token)
              : session.step(position, token, logits);
      if (watched) {
        session.stopTrace();
        count(work.resolve(TOKEN));
      }
      if (timed) {
        timeline.add(position, token, Files.readAllLines(work.resolve(EVENTS)));
      }
      result.logits().ifPresent(l -> replay.append(ReplayLine.of(position, token, result, l)));
      return result;
    } catch (IOException e) {
      throw OutputFailure.explain(work, e);
    }
  }

  /** Counts a token's waveform, and deletes it: those of all tokens would fill disks. */
  private void count(Path waves) throws IOException {
    try (InputStream in = Files.newInputStream(waves)) {
      activity.add(in);
    }
    Files.delete(waves);
  }

  /** Half a clock period, in which the simulation's time counts; fs. */
  private long halfPeriodFs() {
    return Math.round(1e15 / (2 * plan.design().datapath().clockHz()));
  }

  private void writeActivity(OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
    SaifWriter.write(activity, plan.design().name(), halfPeriodFs(), text);
    text.flush();
  }

  private void trace(boolean wanted) throws ToolException, InterruptedException {
    if (wanted && !tracing) {
      session.traceInto(work.resolve(WAVES));
    } else if (!wanted && tracing) {
      session.stopTrace();
    }
    tracing = wanted;
  }

  @Override
  public long valuesCompared() {
    return comparison.map(GoldenComparison::valuesCompared).orElse(0L);
  }

  @Override
  public List<OpCycles> operations() {
    return session.operations();
  }

  @Override
  public double buildSeconds() {
    return binary.buildSeconds();
  }

  @Override
  public void finish() throws InputException, ToolException, InterruptedException {
    trace(false);
    if (!replay.isEmpty()) {
      AtomicFile.write(replayFile, replay.toString().getBytes(StandardCharsets.US_ASCII));
    }
    if (options.trace().isPresent() && Files.exists(work.resolve(WAVES))) {
      AtomicFile.write(
          surroundings.resolve(options.trace().get()), out -> Files.copy(work.resolve(WAVES), out));
    }
    if (options.activity().isPresent() && activity.duration() > 0) {
      AtomicFile.write(surroundings.resolve(options.activity().get()), this::writeActivity);
    }
    if (options.timeline().isPresent()) {
      AtomicFile.write(surroundings.resolve(options.timeline().get()), timeline::writeTo);
    }
  }

  @Override
  public void close() {
    session.close();
    for (String name : new String[] {WRITES, EVENTS, WAVES, TOKEN, "."}) {
      try {
        Files.deleteIfExists(work.resolve(name).normalize());
      } catch (IOException e) {
        // It lies in the folder for temporary files, which the system clears.
        return;
      }
    }
  }
}
