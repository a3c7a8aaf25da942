package decodefab.sim;

import decodefab.diag.InputException;
import decodefab.rtl.FileSet;
import decodefab.tool.BuildCache;
import decodefab.tool.ContentHash;
import decodefab.tool.ExternalTool;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds the simulation of a file set with the file set's own Makefile, and keeps it by the hash of
 * its sources and of the tools: weights and programs are read at run time, so another model of the
 * same shape needs no build.
 */
public final class SimulationBuilder {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final String KIND = "simulation";
  private static final List<String> LONG_RUNS = List.of("OPT_FAST=-O3", "OPT_GLOBAL=-O2");
  private static final List<String> SHORT_RUNS =
      List.of("JOBS=1", "PARALLEL=0", "OPT_FAST=-O0", "OPT_GLOBAL=-O0");
  private static final List<String> COVERED_RUNS =
      Stream.concat(SHORT_RUNS.stream(), Stream.of("COVERAGE=1")).toList();

  /** Verilator's own runtime, compiled: the same for every design. */
  private static final String RUNTIME = "runtime";

  /** Less free space than this, in bytes, is what made a build fail. */
  private static final long FULL_DISK = 1 << 20;

  private final Map<ExternalTool, ToolStatus.Ready> tools;
  private final BuildCache cache;
  private final ToolRunner runner;
  private final List<String> variables;

  /**
   * A builder.
   *
   * @param tools {@link KnownTools#FOR_SIMULATION}, found
   */
  public SimulationBuilder(
      Map<ExternalTool, ToolStatus.Ready> tools, BuildCache cache, ToolRunner runner) {
    this(tools, cache, runner, LONG_RUNS);
  }

  private SimulationBuilder(
      Map<ExternalTool, ToolStatus.Ready> tools,
      BuildCache cache,
      ToolRunner runner,
      List<String> variables) {
    this.tools = Map.copyOf(tools);
    this.cache = cache;
    this.runner = runner;
    this.variables = variables;
  }

  /**
   * A builder for runs of a few tokens, where compiling costs more than running: nothing is
   * optimised, and one processor is used, since many such builds run beside each other.
   */
  public SimulationBuilder forShortRuns() {
    return new SimulationBuilder(tools, cache, runner, SHORT_RUNS);
  }

  /** The same for runs that count what is executed, {@link SimulationSession#coverageInto}. */
  public SimulationBuilder forCoveredRuns() {
    return new SimulationBuilder(tools, cache, runner, COVERED_RUNS);
  }

  /**
   * The simulation of a file set.
   *
   * @param waveform what it can write; such a binary is slower
   * @param announce hears that a build begins, since it takes a while
   */
  public SimulationBinary build(FileSet files, Waveform waveform, Consumer<String> announce)
      throws InputException, ToolException, InterruptedException {
    return build(files, waveform, announce, ToolListener.silent());
  }

  /**
   * The same for who wants to show how the build gets on.
   *
   * @param listener hears what make, Verilator and the compiler print
   */
  public SimulationBinary build(
      FileSet files, Waveform waveform, Consumer<String> announce, ToolListener listener)
      throws InputException, ToolException, InterruptedException {
    double[] seconds = {0};
    Path entry =
        cache.get(
            KIND,
            hash(files, waveform),
            folder -> {
              announce.accept("building the simulation with Verilator, once for this hardware");
              long start = System.nanoTime();
              make(files, waveform, folder, listener);
              seconds[0] = (System.nanoTime() - start) / 1e9;
            });
    return new SimulationBinary(entry.resolve("sim"), seconds[0]);
  }

  /** What cocotb reads takes no part: golden's tokens there change with every model. */
  private static boolean isSource(String path) {
    return path.startsWith("rtl/")
        || (path.startsWith("sim/") && !path.startsWith("sim/cocotb/"))
        || path.equals("files.f");
  }

  /** What every build with these tools and settings has in common. */
  private ContentHash settings(Waveform waveform) {
    ContentHash hash =
        ContentHash.empty()
            .with("trace", waveform.setting())
            .with("variables", String.join(" ", variables));
    for (ExternalTool tool : KnownTools.FOR_SIMULATION) {
      hash = hash.with("tool " + tool.name(), tools.get(tool).version().toString());
    }
    return hash;
  }

  private String hash(FileSet files, Waveform waveform) {
    ContentHash hash = settings(waveform);
    for (Map.Entry<String, FileSet.Content> file : files.files().entrySet()) {
      if (isSource(file.getKey())) {
        hash = hash.with(file.getKey(), file.getValue().bytes());
      }
    }
    return hash.hex();
  }

  /** Builds in a subfolder and keeps the program alone: the rest names its own folder. */
  private void make(FileSet files, Waveform waveform, Path folder, ToolListener listener)
      throws IOException, InputException, ToolException, InterruptedException {
    Path work = folder.resolve("work");
    for (Map.Entry<String, FileSet.Content> file : files.files().entrySet()) {
      if (isSource(file.getKey())) {
        Path path = work.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
          file.getValue().writeTo(out);
        }
      }
    }
    Path objects = Files.createDirectories(work.resolve("sim/obj/work"));
    Optional<Path> runtime = cache.find(RUNTIME, settings(waveform).hex());
    if (runtime.isPresent()) {
      // Newer than their sources, and so not compiled again.
      copyRuntime(runtime.get(), objects);
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-C",
                "sim",
                "OBJ=obj",
                "TRACE=" + waveform.setting(),
                "VERILATOR=" + tools.get(KnownTools.VERILATOR).executable()));
    arguments.addAll(variables);
    ToolCommand command =
        ToolCommand.of(tools.get(KnownTools.MAKE).executable(), arguments, work, LIMIT);
    try {
      runner.runChecked(command, listener);
    } catch (ToolException e) {
      // Verilator goes on with empty files where the disk is full: only the disk itself tells.
      if (Files.getFileStore(folder).getUsableSpace() < FULL_DISK) {
        throw new IOException("No space left on device", e);
      }
      throw e;
    }
    if (runtime.isEmpty()) {
      cache.get(RUNTIME, settings(waveform).hex(), kept -> copyRuntime(objects, kept));
    }
    Files.move(work.resolve("sim/obj/sim"), folder.resolve("sim"));
    delete(work);
  }

  private static void copyRuntime(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> compiled = Files.newDirectoryStream(from, "verilated*.o")) {
      for (Path object : compiled) {
        Files.copy(object, to.resolve(object.getFileName()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
