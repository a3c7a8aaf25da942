package decodefab.regress;

import decodefab.cocotb.CocotbResults;
import decodefab.cocotb.TestCase;
import decodefab.coverage.FunctionalCoverage;
import decodefab.diag.InputException;
import decodefab.estimate.Estimate;
import decodefab.estimate.Estimator;
import decodefab.golden.GoldenModel;
import decodefab.golden.QuantizedWeights;
import decodefab.matrix.Depth;
import decodefab.matrix.Job;
import decodefab.matrix.Stage;
import decodefab.model.SyntheticTokens;
import decodefab.plan.HardwarePlan;
import decodefab.rtl.FileSet;
import decodefab.rtl.FileSetWriter;
import decodefab.sim.GoldenComparison;
import decodefab.sim.MismatchException;
import decodefab.sim.SimulationBinary;
import decodefab.sim.SimulationBuilder;
import decodefab.sim.SimulationSession;
import decodefab.sim.VerilogLint;
import decodefab.sim.Waveform;
import decodefab.tool.AtomicFile;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A job's hardware on its way through the stages. */
final class HardwareJob implements PreparedJob {
  /** Compiler or simulation of a small design, with room to spare, bytes. */
  private static final long TOOLS_BYTES = 500L << 20;

  /** What each lane may add to that, with room to spare, bytes. */
  private static final long LANE_BYTES = 2L << 20;

  /** Float and quantized weights, images and golden's copies, bytes a parameter. */
  private static final long PARAMETER_BYTES = 16;

  /** Kind of the kept counts, and the name of their file. */
  private static final String COVERAGE = "coverage";

  /** A stage is ended at its limit; its programs only where that did not end them. */
  private static final Duration LONGER = Duration.ofMinutes(1);

  private final Job job;
  private final HardwarePlan plan;
  private final QuantizedWeights weights;
  private final FileSet files;
  private final String key;
  private final HardwareBench bench;
  private long cycles;
  private long values;
  private int tokens;

  HardwareJob(
      Job job,
      HardwarePlan plan,
      QuantizedWeights weights,
      FileSet files,
      String key,
      HardwareBench bench) {
    this.job = job;
    this.plan = plan;
    this.weights = weights;
    this.files = files;
    this.key = key;
    this.bench = bench;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public long memoryBytes() {
    return (bench.covers() ? 2 : 1) * TOOLS_BYTES
        + LANE_BYTES * plan.design().datapath().lanes()
        + PARAMETER_BYTES * plan.graph().shape().parameterCount();
  }

  @Override
  public void run(Stage stage, Path folder, Detail detail)
      throws StageException, InputException, ToolException, IOException, InterruptedException {
    switch (stage) {
      case GENERATE -> generate(folder);
      case LINT -> lint(folder, detail);
      case SIMULATE -> simulate(folder, detail);
      case COCOTB -> cocotb(folder, detail);
    }
  }

  private void generate(Path folder) throws InputException, IOException {
    Files.deleteIfExists(CoverageCollector.data(folder)); // an earlier run's
    FileSetWriter.write(files, design(folder));
  }

  private static Path design(Path folder) {
    return folder.resolve("design");
  }

  private void lint(Path folder, Detail detail)
      throws StageException, IOException, InterruptedException {
    Duration limit = job.settings().limits().get(Stage.LINT).plus(LONGER);
    VerilogLint lint = new VerilogLint(bench.tools(), bench.runner());
    String name = plan.design().name();
    try {
      detail.now("verilator");
      lint.verilator(design(folder), name, limit, Optional.of(folder.resolve("lint.log")));
      if (lint.hasIcarus()) {
        detail.now("iverilog");
        lint.icarus(design(folder), name, limit, Optional.of(folder.resolve("icarus.log")));
      }
    } catch (ToolException e) {
      throw new StageException(
          new Failure(FailureKind.LINT, VerilogLint.firstComplaint(e), ToolText.of(e)));
    }
  }

  private void simulate(Path folder, Detail detail)
      throws StageException, InputException, ToolException, IOException, InterruptedException {
    SimulationBinary binary;
    try (StageLog log = new StageLog(folder.resolve("build.log"))) {
      detail.now("building");
      SimulationBuilder builder =
          new SimulationBuilder(bench.tools(), bench.builds(), bench.runner());
      binary =
          (bench.covers() ? builder.forCoveredRuns() : builder.forShortRuns())
              .build(files, Waveform.NONE, log::line, (stream, text) -> log.line(text));
    }
    Path recording = folder.resolve("writes");
    GoldenModel golden = new GoldenModel(plan.graph(), weights);
    GoldenComparison comparison =
        job.settings().depth() == Depth.DEEP
            ? GoldenComparison.ofEverything(plan, golden, recording)
            : GoldenComparison.ofLogits(plan, golden);
    try (StageLog log = new StageLog(folder.resolve("simulate.log"));
        SimulationSession session =
            SimulationSession.start(bench.runner(), binary, design(folder))) {
      decode(session, comparison, log, detail);
      if (bench.covers()) {
        keepCoverage(session, folder);
      }
    }
    values = comparison.valuesCompared();
    Files.deleteIfExists(recording);
  }

  /** Counts are kept with the result: a job that is not run again has them too. */
  private void keepCoverage(SimulationSession session, Path folder)
      throws InputException, ToolException, InterruptedException {
    Path kept =
        bench.builds().get(COVERAGE, key, entry -> session.coverageInto(entry.resolve(COVERAGE)));
    takeCoverage(kept, folder);
  }

  private static void takeCoverage(Path kept, Path folder) throws InputException {
    AtomicFile.write(
        CoverageCollector.data(folder), out -> Files.copy(kept.resolve(COVERAGE), out));
  }

  @Override
  public boolean restore(Path folder) throws InputException {
    if (!bench.covers() || !job.settings().stages().contains(Stage.SIMULATE)) {
      return true;
    }
    Optional<Path> kept = bench.builds().find(COVERAGE, key);
    if (kept.isPresent()) {
      // With the files whose lines were counted, so that they can be shown.
      FileSetWriter.write(files, design(folder));
      takeCoverage(kept.get(), folder);
    }
    return kept.isPresent();
  }

  private void decode(
      SimulationSession session, GoldenComparison comparison, StageLog log, Detail detail)
      throws StageException, IOException, InterruptedException {
    int vocab = plan.graph().shape().vocab();
    try {
      for (int token : SyntheticTokens.of(job.seed(), vocab, job.settings().tokens())) {
        detail.now("token " + (tokens + 1) + " of " + job.settings().tokens());
        long spent = comparison.step(session, tokens, token).cycles();
        log.line("token " + token + " at position " + tokens + ": " + spent + " cycles, equal");
        cycles += spent;
        tokens++;
      }
    } catch (MismatchException e) {
      log.line(e.mismatch().text());
      throw new StageException(
          new Failure(
              FailureKind.MISMATCH,
              e.mismatch().text(),
              "first difference: " + e.mismatch().text()));
    } catch (ToolException e) {
      log.line(e.getMessage());
      throw new StageException(new Failure(FailureKind.RUN, e.getMessage(), ToolText.of(e)));
    }
  }

  private void cocotb(Path folder, Detail detail)
      throws StageException, InputException, ToolException, IOException, InterruptedException {
    CocotbBench cocotb = bench.cocotb();
    Duration limit = job.settings().limits().get(Stage.COCOTB).plus(LONGER);
    String top = plan.design().name() + "_top";
    CocotbResults results;
    try (StageLog log = new StageLog(folder.resolve("cocotb.log"))) {
      results = cocotb.run(files, top, design(folder), job.seed(), limit, detail::now, log::line);
    }
    if (!results.passed()) {
      List<String> failed =
          results.tests().stream()
              .filter(test -> test.status() == TestCase.Status.FAILED)
              .map(test -> test.module() + "." + test.name() + ": " + test.message())
              .toList();
      String first = failed.isEmpty() ? "no cocotb test ran" : failed.getFirst();
      throw new StageException(new Failure(FailureKind.MISMATCH, first, String.join("\n", failed)));
    }
  }

  @Override
  public Figures figures() {
    int position = Math.max(0, tokens - 1) / 2;
    Estimate estimate = Estimator.estimateAlone(plan, bench.tech(), position);
    Map<String, Double> area = new TreeMap<>();
    estimate
        .area()
        .total()
        .forEach((name, figure) -> figure.value().ifPresent(value -> area.put(name, value)));
    return new Figures(tokens, cycles, values, area);
  }

  @Override
  public List<String> bins() {
    return tokens == 0 ? List.of() : FunctionalCoverage.bins(plan, tokens);
  }
}
