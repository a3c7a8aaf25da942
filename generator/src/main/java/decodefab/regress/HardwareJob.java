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
    return TOOLS_BYTES
        + LANE_BYTES * plan.design().datapath().lanes()
        + PARAMETER_BYTES * plan.graph().shape().parameterCount();
  }

  @Override
  public void run(Stage stage, Path folder, Detail detail)
      throws StageException, InputException, ToolException, IOException, InterruptedException {
    switch (stage) {
      case GENERATE -> FileSetWriter.write(files, design(folder));
      case LINT -> lint(folder, detail);
      case SIMULATE -> simulate(folder, detail);
      case COCOTB -> cocotb(folder, detail);
    }
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
      binary =
          new SimulationBuilder(bench.tools(), bench.builds(), bench.runner())
              .forShortRuns()
              .build(files, false, log::line, (stream, text) -> log.line(text));
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
    }
    values = comparison.valuesCompared();
    Files.deleteIfExists(recording);
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
