package decodefab.fuzz;

import decodefab.diag.InputException;
import decodefab.golden.GoldenModel;
import decodefab.golden.QuantizedWeights;
import decodefab.model.SyntheticTokens;
import decodefab.model.SyntheticWeights;
import decodefab.plan.HardwarePlan;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.rtl.FileSetWriter;
import decodefab.sim.GoldenComparison;
import decodefab.sim.MismatchException;
import decodefab.sim.SimulationBinary;
import decodefab.sim.SimulationBuilder;
import decodefab.sim.SimulationSession;
import decodefab.sim.VerilogLint;
import decodefab.sim.Waveform;
import decodefab.tool.BuildCache;
import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.OutputFailure;
import decodefab.tool.ToolException;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Makes a design's hardware and runs it: emitted, linted, built without optimisation and compared
 * with the golden model in every value of every token.
 */
public final class HardwareTrial implements Trial {
  private static final Duration LINT_LIMIT = Duration.ofMinutes(10);

  private final FabricEmitter emitter;
  private final Map<ExternalTool, ToolStatus.Ready> tools;
  private final Path work;
  private final UnaryOperator<FileSet> edit;
  private final ToolRunner runner = new ToolRunner();

  /**
   * Trials in a folder of their own, in which built hardware is kept as long as the folder is.
   *
   * @param templates the project's {@code templates} folder
   * @param tools {@link KnownTools#FOR_SIMULATION}, found
   * @param work a folder for this object alone
   * @param edit changes what was emitted: a test breaks hardware by it
   */
  public HardwareTrial(
      Path templates,
      Map<ExternalTool, ToolStatus.Ready> tools,
      Path work,
      UnaryOperator<FileSet> edit) {
    this.emitter = new FabricEmitter(templates);
    this.tools = Map.copyOf(tools);
    this.work = work;
    this.edit = edit;
  }

  @Override
  public Verdict run(Recipe recipe) throws InputException, InterruptedException {
    HardwarePlan plan;
    QuantizedWeights weights;
    FileSet files;
    RunPart run = recipe.part(RunPart.class);
    try {
      plan = DesignGenerator.plan(recipe);
      weights =
          QuantizedWeights.of(new SyntheticWeights(plan.graph().shape(), run.seed()), plan.graph());
      files = edit.apply(emitter.emit(plan, Optional.of(weights)));
    } catch (InputException e) {
      return new Verdict.Unfit(e.diagnostics().getFirst().code());
    } catch (RuntimeException e) {
      return failed(Failure.Kind.INTERNAL, "the compiler failed: " + e);
    }
    Path folder = work.resolve("design");
    FileSetWriter.write(files, folder);
    try {
      return simulate(plan, weights, files, folder, run);
    } catch (RuntimeException e) {
      return failed(Failure.Kind.INTERNAL, "the comparison failed: " + e);
    }
  }

  private Verdict simulate(
      HardwarePlan plan, QuantizedWeights weights, FileSet files, Path folder, RunPart run)
      throws InputException, InterruptedException {
    SimulationBinary binary;
    try {
      new VerilogLint(tools, runner)
          .verilator(folder, plan.design().name(), LINT_LIMIT, Optional.empty());
    } catch (ToolException e) {
      return failed(Failure.Kind.LINT, VerilogLint.firstComplaint(e));
    }
    try {
      binary =
          new SimulationBuilder(tools, new BuildCache(work.resolve("built")), runner)
              .forShortRuns()
              .build(files, Waveform.NONE, text -> {});
    } catch (ToolException e) {
      return failed(Failure.Kind.BUILD, VerilogLint.firstComplaint(e));
    }
    int position = 0;
    Path recording = folder.resolve("writes");
    GoldenComparison comparison =
        GoldenComparison.ofEverything(plan, new GoldenModel(plan.graph(), weights), recording);
    long cycles = 0;
    try (SimulationSession session = SimulationSession.start(runner, binary, folder)) {
      int vocab = plan.graph().shape().vocab();
      for (int token : SyntheticTokens.of(run.seed(), vocab, run.tokens())) {
        cycles += comparison.step(session, position, token).cycles();
        position++;
      }
      return new Verdict.Passed(comparison.valuesCompared(), cycles);
    } catch (MismatchException e) {
      return new Verdict.Failed(
          new Failure(
              Failure.Kind.MISMATCH, e.mismatch().text(), OptionalInt.of(e.mismatch().position())));
    } catch (ToolException e) {
      return new Verdict.Failed(
          new Failure(Failure.Kind.RUN, VerilogLint.firstComplaint(e), OptionalInt.of(position)));
    } catch (IOException e) {
      throw OutputFailure.explain(recording, e);
    }
  }

  private static Verdict failed(Failure.Kind kind, String message) {
    return new Verdict.Failed(Failure.of(kind, message));
  }
}
