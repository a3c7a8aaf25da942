package decodefab.cocotb;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.cocotb.TestCase.Status;
import decodefab.diag.InputException;
import decodefab.diag.Nearest;
import decodefab.tool.OutputFailure;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolResult;
import decodefab.tool.ToolRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Runs cocotb tests on a bench. A simulator under cocotb ends with status 0 whatever its tests came
 * to, so that nothing but the results file counts: one that is missing, cut short or without a test
 * that ran is a failure.
 */
public final class CocotbRunner {
  /** Where a run leaves its results and its log, in the folder of the design. */
  private static final String FOLDER = "sim/cocotb";

  private static final String QUESTION =
      """
      import importlib.util, json, pkgutil, sys
      folders = sys.argv[1].split("\\n")
      sys.path[:0] = folders
      missing = []
      for name in sys.argv[2:]:
          try:
              found = importlib.util.find_spec(name) is not None
          except (ImportError, ValueError):
              found = False
          if not found:
              missing.append(name)
      print(json.dumps({"missing": missing, "there": [m.name for m in pkgutil.iter_modules(folders)]}))
      """;

  private final PythonEnvironment environment;
  private final ToolFinder finder;
  private final ToolRunner runner;

  /** A runner of tests written for {@code environment}. */
  public CocotbRunner(PythonEnvironment environment, ToolFinder finder, ToolRunner runner) {
    this.environment = environment;
    this.finder = finder;
    this.runner = runner;
  }

  /**
   * Runs tests.
   *
   * @param folder the generated design, with its memory images
   * @param listener hears cocotb's log
   * @return what the results file says; a failed test is a result
   * @throws InputException where a module or a test is not there (DF920 to DF922)
   * @throws ToolException where the tests ran past their limit, or left no results
   */
  public CocotbResults run(Bench bench, Path folder, CocotbOptions options, ToolListener listener)
      throws InputException, ToolException, InterruptedException {
    requireModules(options);
    Path root = folder.toAbsolutePath();
    Path place = root.resolve(FOLDER);
    Path file = place.resolve("results.xml");
    try {
      Files.createDirectories(place);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw OutputFailure.explain(place, e);
    }
    ToolCommand command =
        command(bench, root, options)
            .withEnvironment(variables(bench, file, options))
            .withLog(place.resolve("cocotb.log"));
    ToolResult result = runner.run(command, listener);
    Optional<CocotbResults> results = ResultsReader.read(file);
    if (results.isEmpty()) {
      throw ToolException.endedEarly(command.arguments(), result.exitStatus(), result.lastLines())
          .withAdvice("cocotb left no results, so that no test counts; its log says why");
    }
    requireTests(results.get(), options);
    return results.get();
  }

  private ToolCommand command(Bench bench, Path root, CocotbOptions options) throws ToolException {
    return switch (bench.simulator()) {
      case ICARUS -> {
        Path vvp =
            finder
                .find("vvp")
                .orElseThrow(
                    () ->
                        ToolException.unusable(
                            "vvp is needed and not installed", "it comes with iverilog"));
        Path library = environment.libraries().resolve("libcocotbvpi_icarus.so");
        // -n: a $stop ends the run; nobody is there to type.
        yield ToolCommand.of(
            vvp,
            List.of("-n", "-m", library.toString(), bench.program().toString()),
            root,
            options.limit());
      }
      case VERILATOR ->
          ToolCommand.of(
              bench.program(),
              // Registers without a reset and memories start at random; 0 would mean any seed.
              List.of(
                  "+verilator+rand+reset+2",
                  "+verilator+seed+" + (options.seed() % Integer.MAX_VALUE + 1)),
              root,
              options.limit());
    };
  }

  private Map<String, String> variables(Bench bench, Path results, CocotbOptions options) {
    Map<String, String> all = new HashMap<>(options.variables());
    all.putAll(environment.variables());
    all.put("PYTHONPATH", searchPath(options));
    all.put("COCOTB_TEST_MODULES", String.join(",", options.modules()));
    all.put("COCOTB_TESTCASE", "");
    all.put("COCOTB_TEST_FILTER", options.testcase().map(CocotbRunner::filter).orElse(""));
    all.put("COCOTB_RESULTS_FILE", results.toString());
    all.put("COCOTB_RANDOM_SEED", Long.toString(options.seed()));
    all.put("COCOTB_ANSI_OUTPUT", "0");
    all.put("TOPLEVEL_LANG", "verilog");
    // Verilator and cocotb agree on when an input changes; Icarus would see it too early.
    all.put(
        "COCOTB_TRUST_INERTIAL_WRITES",
        switch (bench.simulator()) {
          case ICARUS -> "0";
          case VERILATOR -> "1";
        });
    return all;
  }

  private static String searchPath(CocotbOptions options) {
    return options.searchPath().stream()
        .map(folder -> folder.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A test's name as a regular expression of Python's, with whatever parameters it has. */
  private static String filter(String testcase) {
    return "(^|\\.)" + testcase.replaceAll("[^A-Za-z0-9_]", "\\\\$0") + "(/.*)?$";
  }

  private void requireModules(CocotbOptions options)
      throws InputException, ToolException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(
        options.searchPath().stream()
            .map(folder -> folder.toAbsolutePath().toString())
            .collect(Collectors.joining("\n")));
    arguments.addAll(options.modules());
    JsonNode answer = new PythonScript(runner).ask(environment.python(), QUESTION, arguments);
    if (answer.path("missing").isEmpty()) {
      return;
    }
    String name = answer.path("missing").get(0).asText();
    TreeSet<String> there =
        StreamSupport.stream(answer.path("there").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toCollection(TreeSet::new));
    String folders =
        "put it into one of: "
            + options.searchPath().stream().map(Path::toString).collect(Collectors.joining(", "));
    throw CocotbCode.NO_SUCH_MODULE.exception(
        "there is no Python module `" + name + "`",
        Nearest.to(name, there).map(near -> "did you mean " + near + "?").orElse(folders));
  }

  private static void requireTests(CocotbResults results, CocotbOptions options)
      throws InputException {
    if (results.count(Status.PASSED) + results.count(Status.FAILED) > 0) {
      return;
    }
    String modules = String.join(", ", options.modules());
    if (options.testcase().isPresent()) {
      throw CocotbCode.NO_SUCH_TEST.exception(
          "no test `" + options.testcase().get() + "` ran in " + modules,
          "name a function marked @cocotb.test(); without --testcase all of them run");
    }
    throw CocotbCode.NOTHING_TO_RUN.exception(
        results.tests().isEmpty()
            ? "no test is marked @cocotb.test() in " + modules
            : "every test of " + modules + " is skipped: " + results.tests().getFirst().message(),
        "running nothing is no success");
  }
}
