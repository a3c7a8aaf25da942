package decodefab.cli;

import decodefab.cocotb.PythonEnvironment;
import decodefab.cocotb.Simulator;
import decodefab.coverage.CodeCoverage;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.dsl.DesignReader;
import decodefab.matrix.Job;
import decodefab.matrix.JobFinder;
import decodefab.matrix.Settings;
import decodefab.matrix.Shard;
import decodefab.matrix.Stage;
import decodefab.matrix.Wildcard;
import decodefab.regress.CocotbBench;
import decodefab.regress.CoverageCollector;
import decodefab.regress.HardwareBench;
import decodefab.regress.History;
import decodefab.regress.JUnitXml;
import decodefab.regress.JobResult;
import decodefab.regress.ProgramIdentity;
import decodefab.regress.Regression;
import decodefab.regress.ResultCache;
import decodefab.regress.RunFolder;
import decodefab.regress.Trend;
import decodefab.tool.AtomicFile;
import decodefab.tool.BuildCache;
import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolProbe;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs many designs through all stages, for continuous integration. */
@Command(
    name = "regress",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Generate, lint, simulate and compare many designs, several at a time. What is to be run is"
            + " in a matrix (generator/REGRESS.md), or the designs are named. Jobs that passed"
            + " before with the same content are not run again.",
    footer = {
      "",
      "For example: decodefab regress sim-tests/regress/small.yaml --junit results.xml",
      "",
      "Exit codes: 0 all passed, 1 the matrix or a design is wrong, 3 a tool is missing or failed,"
          + " 4 a job failed in lint or simulation, 70 a fault of decodefab."
    })
final class RegressCommand implements Callable<Integer> {
  private static final Pattern SHARD = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");
  private static final long PATIENCE_MILLIS = 8_000;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "A matrix (.yaml or .yml), or designs.")
  private List<Path> files = List.of();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Most jobs at a time (default: one for each processor).")
  private Integer jobs;

  @Option(
      names = "--memory",
      paramLabel = "GIB",
      description =
          "Memory of all jobs together, GiB: as many are run at a time as fit, by an estimate"
              + " (default: four fifths of the machine's).")
  private Integer memory;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write results as JUnit XML.")
  private Path junit;

  @Option(
      names = "--filter",
      paramLabel = "PATTERN",
      description = "Only jobs whose whole name is as this says; * and ? stand for letters.")
  private String filter;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Only the I-th of N parts, for N machines beside each other.")
  private String shard;

  @Option(names = "--fresh", description = "Run what passed before, too.")
  private boolean fresh;

  @Option(
      names = "--resume",
      description = "Take over what an interrupted regression in this folder has done.")
  private boolean resume;

  @Option(
      names = "--coverage",
      description =
          "Show which formats were decoded with which sparsity, out of which memory, at which"
              + " positions, and what no job has covered.")
  private boolean coverage;

  @Option(
      names = "--code-coverage",
      description =
          "Count executed lines, branches and changes of narrow nets in all simulations: a table"
              + " by module with what no job has reached, and coverage.info for LCOV. These"
              + " simulations are built apart.")
  private boolean codeCoverage;

  @Option(
      names = "--history",
      description =
          "Show what became of each job in the regressions of this folder, and what has changed"
              + " since it last passed; run nothing.")
  private boolean history;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "regress-out",
      description = "Folder of logs, generated files and results (default: regress-out).")
  private Path folder;

  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  RegressCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException, ToolException, InterruptedException {
    Shard part = checkUsage();
    Out out = common.out(surroundings);
    if (history) {
      return showHistory(out);
    }
    List<Job> chosen = part.of(filtered(find()));
    if (chosen.isEmpty()) {
      throw nothing("shard " + part + " has no job", "fewer shards, or another one");
    }
    if (codeCoverage && !uses(chosen, Stage.SIMULATE)) {
      throw nothing("no job simulates, so there is no code coverage", "simulate among the stages");
    }
    String program = program();
    BuildCache builds = surroundings.cache();
    Instant start = Instant.now();
    long began = System.nanoTime();
    RegressSummary summary;
    try (RunFolder run = RunFolder.take(surroundings.resolve(folder));
        RegressProgress progress = new RegressProgress(out, chosen.size());
        Regression regression =
            new Regression(
                bench(chosen, builds.saying(progress::note), program, out),
                new ResultCache(builds.root(), progress::note),
                run,
                new Regression.Options(workers(chosen.size()), memoryBytes(), fresh, resume),
                progress,
                progress::note)) {
      Thread stopper = new Thread(() -> stop(regression, out), "stop the regression");
      Runtime.getRuntime().addShutdownHook(stopper);
      List<JobResult> results = regression.run(chosen);
      Runtime.getRuntime().removeShutdownHook(stopper);
      Optional<CodeCoverage> code =
          codeCoverage
              ? Optional.of(new CoverageCollector(run, surroundings.templates()).collect(results))
              : Optional.empty();
      double seconds = (System.nanoTime() - began) / 1e9;
      summary = new RegressSummary(results, seconds, folder, run::job, this::reproduce, code);
      write(summary, start, run);
      if (!codeCoverage) { // simulations that count are slower: no part of a trend
        remember(results, program, run, progress);
      }
    }
    if (json.wanted()) {
      out.result(RegressJson.text(summary));
    } else {
      if (coverage) {
        out.result(CoverageText.table(summary.results()) + "\n");
      }
      summary.code().ifPresent(c -> out.result(CodeCoverageText.table(c, folder) + "\n"));
      out.result(RegressText.summary(summary));
    }
    return summary.exitCode();
  }

  private HardwareBench bench(List<Job> chosen, BuildCache builds, String program, Out out)
      throws InputException, ToolException, InterruptedException {
    HardwareBench bench =
        new HardwareBench(
            surroundings.templates(),
            tools(chosen, out),
            builds,
            program,
            UnaryOperator.identity(),
            cocotb(chosen, builds, out));
    return codeCoverage ? bench.covering() : bench;
  }

  private void write(RegressSummary summary, Instant start, RunFolder run) throws InputException {
    AtomicFile.write(
        run.path().resolve("results.json"),
        (RegressJson.text(summary) + "\n").getBytes(StandardCharsets.UTF_8));
    if (junit != null) {
      AtomicFile.write(
          surroundings.resolve(junit),
          stream -> JUnitXml.write(stream, summary.results(), start, this::reproduce));
    }
  }

  /** A history that cannot be written is said; the results stand. */
  private static void remember(
      List<JobResult> results, String program, RunFolder run, RegressProgress progress) {
    if (results.stream().noneMatch(r -> r.origin() == JobResult.Origin.RUN)) {
      return; // nothing new, and no need to load a database
    }
    try (History history = History.open(run.path(), progress::note)) {
      history.add(Instant.now(), program, results);
    } catch (InputException e) {
      progress.note("no history is kept: " + e.getMessage());
    }
  }

  private int showHistory(Out out) throws InputException {
    Path place = surroundings.resolve(folder);
    if (!History.isIn(place)) {
      throw new InputException(
          Diagnostic.error(
              "DF947",
              "there is no history in " + folder,
              "run a regression with this folder first, or name another with -o DIR"));
    }
    List<Trend> trends;
    try (History past = History.open(place, out::note)) {
      trends =
          Trend.of(past.read()).stream()
              .filter(t -> filter == null || Wildcard.matches(filter, t.job()))
              .toList();
    }
    out.result(json.wanted() ? HistoryText.json(trends) : HistoryText.text(trends));
    return ExitCode.FINE;
  }

  /** At Ctrl-C: the programs end before this one does. */
  private void stop(Regression regression, Out out) {
    try {
      regression.stop(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      return; // nobody interrupts a shutdown
    }
    out.note("interrupted; the same command with --resume goes on from here");
  }

  private List<Job> find() throws InputException {
    if (files.size() == 1 && isMatrix(files.getFirst())) {
      Path file = surroundings.resolve(files.getFirst());
      Path parent = file.getParent();
      return JobFinder.ofMatrix(
          DesignReader.readText(file, files.getFirst().toString()),
          parent == null ? Path.of("") : parent);
    }
    return JobFinder.ofDesigns(files, surroundings.directory(), Settings.standard());
  }

  private static boolean isMatrix(Path file) {
    return file.toString().matches(".*\\.ya?ml");
  }

  private List<Job> filtered(List<Job> all) throws InputException {
    if (filter == null) {
      return all;
    }
    List<Job> found = all.stream().filter(j -> Wildcard.matches(filter, j.name())).toList();
    if (found.isEmpty()) {
      throw nothing(
          "no job is called as --filter " + filter + " says",
          "names are such as " + all.getFirst().name() + "; write * for what may differ");
    }
    return found;
  }

  private static InputException nothing(String message, String help) {
    return new InputException(Diagnostic.error("DF944", message, help));
  }

  private Map<ExternalTool, ToolStatus.Ready> tools(List<Job> chosen, Out out)
      throws ToolException, InterruptedException {
    boolean simulates = uses(chosen, Stage.SIMULATE);
    if (!simulates && !uses(chosen, Stage.LINT)) {
      return Map.of();
    }
    ToolRunner runner = new ToolRunner();
    Map<ExternalTool, ToolStatus.Ready> tools =
        new LinkedHashMap<>(
            SimulationTools.require(
                simulates ? KnownTools.FOR_SIMULATION : List.of(KnownTools.VERILATOR),
                surroundings,
                runner,
                out));
    ToolFinder finder = new ToolFinder(surroundings.variable("PATH").orElse(""));
    if (new ToolProbe(finder, runner).probe(KnownTools.IVERILOG)
        instanceof ToolStatus.Ready ready) {
      tools.put(KnownTools.IVERILOG, ready);
    } else if (uses(chosen, Stage.LINT)) {
      out.note("iverilog is not there: Verilator alone reads the Verilog");
    }
    return tools;
  }

  private Optional<CocotbBench> cocotb(List<Job> chosen, BuildCache builds, Out out)
      throws InputException, ToolException, InterruptedException {
    if (!uses(chosen, Stage.COCOTB)) {
      return Optional.empty();
    }
    ToolRunner runner = new ToolRunner();
    SimulationTools.require(Simulator.ICARUS.tools(), surroundings, runner, out);
    PythonEnvironment python = CocotbPython.find(surroundings, runner, builds, out);
    ToolFinder finder = new ToolFinder(surroundings.variable("PATH").orElse(""));
    return Optional.of(new CocotbBench(python, finder, runner, builds));
  }

  private static boolean uses(List<Job> chosen, Stage stage) {
    return chosen.stream().anyMatch(j -> j.settings().stages().contains(stage));
  }

  private static String program() {
    try {
      return ProgramIdentity.hash();
    } catch (IOException e) {
      throw new UncheckedIOException("the program cannot read itself", e);
    }
  }

  private int workers(int most) {
    return Math.min(most, jobs == null ? Runtime.getRuntime().availableProcessors() : jobs);
  }

  private long memoryBytes() {
    return memory == null ? MachineMemory.bytes() / 5 * 4 : (long) memory << 30;
  }

  /** The command that runs one job again. */
  private String reproduce(JobResult result) {
    StringBuilder command = new StringBuilder("decodefab regress");
    if (isMatrix(files.getFirst())) {
      command.append(' ').append(ShellText.quote(files.getFirst().toString()));
    } else {
      files.forEach(file -> command.append(' ').append(ShellText.quote(file.toString())));
    }
    return command
        .append(" --filter ")
        .append(ShellText.quote(result.name()))
        .append(" --fresh")
        .toString();
  }

  private Shard checkUsage() {
    if (files.isEmpty() != history) {
      throw usage(
          history
              ? "--history runs nothing: leave " + files.getFirst() + " out"
              : "name a matrix (.yaml) or designs (.dfab)");
    }
    if (codeCoverage && history) {
      throw usage("--history runs nothing: leave --code-coverage out");
    }
    long matrices = files.stream().filter(RegressCommand::isMatrix).count();
    if (matrices > 0 && files.size() > 1) {
      throw usage("name one matrix, or designs, not both");
    }
    if (jobs != null && jobs < 1) {
      throw usage("--jobs is at least 1");
    }
    if (memory != null && (memory < 1 || memory > 1 << 20)) {
      throw usage("--memory is a number of GiB, at least 1");
    }
    if (shard == null) {
      return Shard.WHOLE;
    }
    Matcher parts = SHARD.matcher(shard);
    if (!parts.matches()) {
      throw usage("--shard is such as 1/4");
    }
    int index = Integer.parseInt(parts.group(1));
    int count = Integer.parseInt(parts.group(2));
    if (index < 1 || index > count) {
      throw usage("--shard " + shard + ": the first is 1/" + Math.max(1, count));
    }
    return new Shard(index, count);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
