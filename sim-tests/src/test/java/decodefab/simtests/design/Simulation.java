package decodefab.simtests.design;

import decodefab.diag.InputException;
import decodefab.golden.GoldenModel;
import decodefab.rtl.FileSet;
import decodefab.sim.GoldenComparison;
import decodefab.sim.MismatchException;
import decodefab.sim.SimulationBinary;
import decodefab.sim.SimulationBuilder;
import decodefab.sim.SimulationSession;
import decodefab.sim.TokenResult;
import decodefab.sim.Waveform;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.tool.BuildCache;
import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolProbe;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import decodefab.tool.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A built simulation of a file set; builds are kept between runs of the tests. */
final class Simulation {
  private final ToolRunner runner = new ToolRunner();
  private final DesignUnderTest design;
  private final Path folder;
  private final SimulationBinary binary;

  /**
   * What a decoding came to.
   *
   * @param tokens tokens decoded
   * @param valuesCompared intermediate values and logits that agree
   */
  record Outcome(int tokens, long valuesCompared) {}

  /**
   * Writes and builds; skips the running test where the tools are missing.
   *
   * @param files what the design was emitted as, or a changed copy
   * @param folder an empty folder, which the simulation reads its memories from
   */
  Simulation(DesignUnderTest design, FileSet files, Path folder)
      throws IOException, InputException, ToolException, InterruptedException {
    this.design = design;
    this.folder = folder;
    var tools = tools();
    DesignUnderTest.write(files, folder);
    BuildCache cache = new BuildCache(Checkout.target().resolve("simulations"));
    this.binary =
        new SimulationBuilder(tools, cache, runner)
            .forShortRuns()
            .build(files, Waveform.NONE, text -> {});
  }

  /** What simulating needs; skips the running test where it is missing, in CI fails it. */
  static Map<ExternalTool, ToolStatus.Ready> tools() throws ToolException, InterruptedException {
    requireTools();
    ToolRunner runner = new ToolRunner();
    ToolFinder finder = new ToolFinder(System.getenv().getOrDefault("PATH", ""));
    ToolInstaller installer = new ToolInstaller(finder, runner, false);
    return new Toolbox(new ToolProbe(finder, runner), installer, false)
        .require(KnownTools.FOR_SIMULATION, text -> {});
  }

  /** Skips the running test where a tool is missing; in CI fails it. */
  static void requireTools() {
    Tool.VERILATOR.require();
    Tool.requireOnPath("g++");
    Tool.requireOnPath("make");
  }

  /** Starts the hardware anew. */
  SimulationSession start() throws ToolException, InterruptedException {
    return SimulationSession.start(runner, binary, folder);
  }

  /** Seconds that the build took; 0 where it was kept. */
  double buildSeconds() {
    return binary.buildSeconds();
  }

  /**
   * Decodes a sequence of random tokens and compares every value of every operation.
   *
   * @param tokens how many, at most the context
   */
  Outcome decode(int tokens)
      throws MismatchException, ToolException, InterruptedException, IOException {
    GoldenModel golden = new GoldenModel(design.plan().graph(), design.weights());
    GoldenComparison comparison =
        GoldenComparison.ofEverything(design.plan(), golden, folder.resolve("writes"));
    Random random = new Random(tokens);
    int vocab = design.plan().graph().shape().vocab();
    try (SimulationSession session = start()) {
      int token = random.nextInt(vocab);
      for (int position = 0; position < tokens; position++) {
        TokenResult result = comparison.step(session, position, token);
        // A small random model soon repeats itself, so every other token is drawn.
        token = position % 2 == 0 ? result.next() : random.nextInt(vocab);
      }
    }
    return new Outcome(tokens, comparison.valuesCompared());
  }
}
