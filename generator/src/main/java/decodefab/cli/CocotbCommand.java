package decodefab.cli;

import decodefab.cocotb.Bench;
import decodefab.cocotb.BenchBuilder;
import decodefab.cocotb.CocotbOptions;
import decodefab.cocotb.CocotbResults;
import decodefab.cocotb.CocotbRunner;
import decodefab.cocotb.PythonEnvironment;
import decodefab.cocotb.Simulator;
import decodefab.diag.InputException;
import decodefab.golden.QuantizedWeights;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.rtl.FileSetWriter;
import decodefab.tool.BuildCache;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolRunner;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs tests written in Python on the hardware of a design. */
@Command(
    name = "cocotb",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Generate the hardware and run cocotb tests on it, with the bus models of cocotbext-axi.",
    footer = {
      "",
      "Modules are looked for beside the design's own (rtl-out/<design>/sim/cocotb), in the current"
          + " folder, in PYTHONPATH, and in sim-tests/cocotb of the checkout. cocotb itself is"
          + " installed into a virtual environment of decodefab's; DECODEFAB_PYTHON names a Python"
          + " that has it already.",
      "",
      "Exit codes: 0 all tests passed, 1 design or input wrong, or no such test, 3 a tool is missing"
          + " or failed, or the time was up, 4 a test failed."
    })
final class CocotbCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 1_000_000;

  @Option(
      names = "--sim",
      paramLabel = "NAME",
      defaultValue = "icarus",
      description = "Simulate with icarus or verilator (default: icarus).")
  private Simulator simulator;

  @Option(
      names = "--module",
      paramLabel = "M",
      split = ",",
      description =
          "Python modules with tests, or their files (default: test_fabric, which comes with the"
              + " design).")
  private List<String> modules = List.of("test_fabric");

  @Option(
      names = "--testcase",
      paramLabel = "T",
      description = "Run this test alone (default: all of the modules).")
  private String testcase;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "600",
      description = "Stop the tests after so many seconds (default: 600).")
  private int timeout;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the tests' random numbers (default: 1).")
  private int seed;

  @Mixin private DesignFile file;
  @Mixin private WeightSource source;
  @Mixin private OutputFolder output;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  CocotbCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException, ToolException, InterruptedException {
    if (timeout < 1 || timeout > MOST_SECONDS) {
      throw new ParameterException(spec.commandLine(), "--timeout is 1 to " + MOST_SECONDS + " s");
    }
    if (seed < 0) {
      throw new ParameterException(spec.commandLine(), "--seed is at least 0");
    }
    Out out = common.out(surroundings);
    LoadedDesign loaded = DesignLoader.load(surroundings.resolve(file.path()));
    HardwarePlan plan = loaded.plan();
    QuantizedWeights weights = weights(loaded, out).quantized(plan);
    FileSet files = new FabricEmitter(surroundings.templates()).emit(plan, Optional.of(weights));
    Path folder = surroundings.resolve(output.path(loaded.design().name()));

    ToolRunner runner = new ToolRunner();
    ToolFinder finder = new ToolFinder(surroundings.variable("PATH").orElse(""));
    BuildCache cache = surroundings.cache().saying(out::note);
    SimulationTools.require(simulator.tools(), surroundings, runner, out);
    PythonEnvironment python = CocotbPython.find(surroundings, runner, cache, out);
    out.detail("cocotb " + python.cocotb() + " in " + python.python());
    FileSetWriter.write(files, folder);
    out.detail("wrote " + folder);
    String top = plan.design().name() + "_top";
    Bench bench;
    try (BuildProgress progress = new BuildProgress(out)) {
      bench =
          new BenchBuilder(python, finder, runner, cache)
              .build(files, top, simulator, progress::begin, progress);
    }
    CocotbResults results =
        new CocotbRunner(python, finder, runner)
            .run(bench, folder, options(folder), (stream, line) -> out.note(line));
    CocotbReport report = new CocotbReport(loaded.design().name(), bench, seed, results);
    out.result(json.wanted() ? report.json() : report.text(folder));
    return results.passed() ? ExitCode.FINE : ExitCode.MISMATCH;
  }

  private UsedWeights weights(LoadedDesign loaded, Out out) throws InputException {
    if (source.seed().isPresent()) {
      return UsedWeights.synthetic(loaded, source.seed().getAsLong(), out);
    }
    Optional<UsedWeights> own = UsedWeights.ofModel(loaded);
    if (own.isEmpty()) {
      throw CliCode.NO_WEIGHTS.exception(
          "an inline model has no weights",
          loaded.design().model().span(),
          "have some made up: --synthetic 1");
    }
    return own.get();
  }

  private CocotbOptions options(Path folder) {
    List<Path> search = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String module : modules) {
      if (module.endsWith(".py")) {
        Path path = surroundings.resolve(Path.of(module)).toAbsolutePath();
        search.add(path.getParent());
        String name = path.getFileName().toString();
        names.add(name.substring(0, name.length() - ".py".length()));
      } else {
        names.add(module);
      }
    }
    search.add(folder.resolve("sim/cocotb"));
    search.add(surroundings.resolve(Path.of(".")).toAbsolutePath().normalize());
    for (String entry :
        surroundings.variable("PYTHONPATH").orElse("").split(File.pathSeparator, -1)) {
      pythonPath(entry).ifPresent(search::add);
    }
    surroundings.home().ifPresent(home -> search.add(home.resolve("sim-tests/cocotb")));
    return new CocotbOptions(
        names,
        Optional.ofNullable(testcase),
        seed,
        Duration.ofSeconds(timeout),
        search,
        new TreeMap<>(surroundings.environment()));
  }

  private Optional<Path> pythonPath(String entry) {
    try {
      return entry.isEmpty() ? Optional.empty() : Optional.of(surroundings.resolve(Path.of(entry)));
    } catch (InvalidPathException e) {
      return Optional.empty(); // no folder can have this name, so nothing is found in it
    }
  }
}
