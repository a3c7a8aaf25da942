package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.fuzz.DesignFuzzer;
import decodefab.fuzz.DesignResult;
import decodefab.fuzz.FailureFile;
import decodefab.fuzz.FileFuzzer;
import decodefab.fuzz.FileSeeds;
import decodefab.fuzz.FileVerdict;
import decodefab.fuzz.HardwareTrial;
import decodefab.fuzz.WorkFolder;
import decodefab.tool.AtomicFile;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolException;
import decodefab.tool.ToolRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for faults of decodefab itself, by chance. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Look for faults of decodefab: generate random legal designs, simulate their hardware,"
            + " compare each value with the golden model, and shrink what fails to a small design;"
            + " damage files, and see that they are refused.",
    footer = {
      "",
      "Exit codes: 0 all passed, 3 a tool is missing, 4 a design failed, 70 a damaged file"
          + " was neither read nor refused."
    })
final class FuzzCommand implements Callable<Integer> {
  @Option(names = "--count", paramLabel = "N", description = "Designs to try.")
  private Integer count;

  @Option(names = "--files", paramLabel = "N", description = "Damaged files to try.")
  private Integer files;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Of the first design and file; the next has S + 1, and so on. The same seed gives the"
              + " same ones (default: 1).")
  private long seed;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "Designs at a time (default: one for each processor).")
  private Integer jobs;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "For one design; one that takes longer has failed (default: 300).")
  private int timeout;

  @Option(
      names = "--shrink-trials",
      paramLabel = "N",
      defaultValue = "60",
      description = "Most simpler designs tried for one that fails (default: 60).")
  private int shrinkTrials;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "fuzz-out",
      description = "Write what fails into this folder (default: fuzz-out).")
  private Path folder;

  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  FuzzCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException, ToolException, InterruptedException {
    checkUsage();
    Out out = common.out(surroundings);
    try (WorkFolder work = new WorkFolder()) {
      Thread cleaner = new Thread(work::close, "remove the work folder");
      Runtime.getRuntime().addShutdownHook(cleaner);
      Optional<DesignsFuzzed> designs =
          count == null ? Optional.empty() : Optional.of(designs(work.path(), out));
      Optional<FilesFuzzed> damaged =
          files == null ? Optional.empty() : Optional.of(files(work.path(), out));
      if (json.wanted()) {
        out.result(FuzzJson.text(seed, designs, damaged));
      } else {
        designs.ifPresent(d -> out.figures(FuzzText.coverage(d)));
        designs.ifPresent(d -> out.result(FuzzText.verdict(d)));
        damaged.ifPresent(f -> out.result(FuzzText.verdict(f)));
      }
      Runtime.getRuntime().removeShutdownHook(cleaner);
      if (designs.map(d -> !d.failed().isEmpty()).orElse(false)) {
        return ExitCode.MISMATCH;
      }
      return damaged.map(f -> !f.failed().isEmpty()).orElse(false)
          ? ExitCode.INTERNAL
          : ExitCode.FINE;
    }
  }

  private DesignsFuzzed designs(Path work, Out out)
      throws InputException, ToolException, InterruptedException {
    var tools =
        SimulationTools.require(KnownTools.FOR_SIMULATION, surroundings, new ToolRunner(), out);
    Path templates = surroundings.templates();
    DesignFuzzer fuzzer =
        new DesignFuzzer(
            place -> new HardwareTrial(templates, tools, place, UnaryOperator.identity()),
            work,
            result -> out.note(FuzzText.line(result)));
    List<DesignResult> results = fuzzer.run(effort());
    Map<DesignResult, String> failed = new LinkedHashMap<>();
    for (DesignResult result : results) {
      if (result.shrunk().isPresent()) {
        failed.put(result, keep(result));
      }
    }
    return new DesignsFuzzed(seed, results, fuzzer.coverage(), failed);
  }

  private FilesFuzzed files(Path work, Out out) throws InputException, InterruptedException {
    Path home = surroundings.templates().toAbsolutePath().getParent();
    FileSeeds seeds;
    try {
      seeds = new FileSeeds(home);
    } catch (IOException e) {
      throw CliCode.NO_TEMPLATES.exception(
          "the designs and the model that ship were not found: " + e.getMessage(),
          "start the program by ./decodefab in its checkout");
    }
    FileFuzzer fuzzer = new FileFuzzer(seeds, work.resolve("files"), Duration.ofSeconds(timeout));
    Map<FileFuzzer.Result, Path> failed = new LinkedHashMap<>();
    List<FileFuzzer.Result> results = new ArrayList<>();
    try (ProgressBar progress = out.progress("reading damaged files", files)) {
      for (int i = 0; i < files; i++) {
        FileFuzzer.Result result = fuzzer.run(seed + i);
        results.add(result);
        progress.step();
        if (result.verdict() instanceof FileVerdict.Failed) {
          Path place = folder.resolve("seed-" + (seed + i) + "-" + result.file().kind().fileName());
          AtomicFile.write(surroundings.resolve(place), result.file().bytes());
          failed.put(result, place);
          out.note(FuzzText.line(result));
        }
      }
    }
    return new FilesFuzzed(seed, results, failed);
  }

  private String keep(DesignResult result) throws InputException {
    Path file = folder.resolve(FailureFile.name(result));
    return FailureFile.write(
        result.shrunk().orElseThrow(),
        surroundings.resolve(file),
        ShellText.quote(file.toString()));
  }

  private DesignFuzzer.Effort effort() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new DesignFuzzer.Effort(
        seed,
        count,
        Math.min(count, jobs == null ? processors : jobs),
        Duration.ofSeconds(timeout),
        shrinkTrials);
  }

  private void checkUsage() {
    if (count == null && files == null) {
      throw usage("--count N says how many designs to try, --files N how many damaged files");
    }
    atLeast("--count", count, 1);
    atLeast("--files", files, 1);
    atLeast("--jobs", jobs, 1);
    atLeast("--timeout", timeout, 1);
    atLeast("--shrink-trials", shrinkTrials, 0);
    if (seed < 0 || seed > Long.MAX_VALUE - Integer.MAX_VALUE) {
      throw usage("--seed is from 0 to 9223372034707292160");
    }
  }

  /** An option that may be absent. */
  private void atLeast(String option, Integer value, int least) {
    if (value != null && value < least) {
      throw usage(option + " is at least " + least);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
