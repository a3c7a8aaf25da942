package decodefab.regress;

import decodefab.cocotb.Bench;
import decodefab.cocotb.BenchBuilder;
import decodefab.cocotb.CocotbOptions;
import decodefab.cocotb.CocotbResults;
import decodefab.cocotb.CocotbRunner;
import decodefab.cocotb.PythonEnvironment;
import decodefab.cocotb.Simulator;
import decodefab.diag.InputException;
import decodefab.rtl.FileSet;
import decodefab.tool.BuildCache;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the cocotb stage works with: the tests that come with each design, on Icarus, whose four
 * states show what reset has missed.
 *
 * @param python a Python that has cocotb
 * @param finder finds Icarus
 * @param runner runs it
 * @param builds where built benches are kept
 */
public record CocotbBench(
    PythonEnvironment python, ToolFinder finder, ToolRunner runner, BuildCache builds) {
  private static final List<String> MODULES = List.of("test_fabric");

  public CocotbBench {
    Objects.requireNonNull(python, "python");
    Objects.requireNonNull(finder, "finder");
    Objects.requireNonNull(runner, "runner");
    Objects.requireNonNull(builds, "builds");
  }

  /** Builds a design that stands in a folder, and runs its tests. */
  CocotbResults run(
      FileSet files,
      String top,
      Path design,
      long seed,
      Duration limit,
      Consumer<String> now,
      Consumer<String> log)
      throws InputException, ToolException, InterruptedException {
    Bench bench =
        new BenchBuilder(python, finder, runner, builds)
            .build(files, top, Simulator.ICARUS, now, (stream, line) -> log.accept(line));
    now.accept("cocotb tests");
    CocotbOptions options =
        new CocotbOptions(
            MODULES,
            Optional.empty(),
            seed,
            limit,
            List.of(design.resolve("sim/cocotb")),
            new TreeMap<>());
    return new CocotbRunner(python, finder, runner)
        .run(bench, design, options, (stream, line) -> log.accept(line));
  }
}
