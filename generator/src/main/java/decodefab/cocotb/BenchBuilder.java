package decodefab.cocotb;

import decodefab.diag.InputException;
import decodefab.rtl.FileSet;
import decodefab.tool.BuildCache;
import decodefab.tool.ContentHash;
import decodefab.tool.KnownTools;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolProbe;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolStatus;
import decodefab.tool.ToolVersion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds a design for cocotb and keeps it by the hash of its Verilog and of the tools. Verilator
 * shows cocotb the ports of the top alone: with every signal public its models are several times
 * slower to build and to run.
 */
public final class BenchBuilder {
  private static final String KIND = "cocotb";
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final PythonEnvironment environment;
  private final ToolFinder finder;
  private final ToolRunner runner;
  private final BuildCache cache;

  /** A builder for a Python. */
  public BenchBuilder(
      PythonEnvironment environment, ToolFinder finder, ToolRunner runner, BuildCache cache) {
    this.environment = environment;
    this.finder = finder;
    this.runner = runner;
    this.cache = cache;
  }

  /**
   * The bench of a file set.
   *
   * @param top name of its top module
   * @param announce hears that a build begins, since it takes a while
   * @throws ToolException where the simulator is not there, or refuses the Verilog
   */
  public Bench build(
      FileSet files,
      String top,
      Simulator simulator,
      Consumer<String> announce,
      ToolListener listener)
      throws InputException, ToolException, InterruptedException {
    SortedMap<String, byte[]> sources = sources(files);
    return switch (simulator) {
      case ICARUS -> icarus(sources, top, announce, listener);
      case VERILATOR -> verilator(sources, top, announce, listener);
    };
  }

  private static SortedMap<String, byte[]> sources(FileSet files) {
    TreeMap<String, byte[]> sources = new TreeMap<>();
    files
        .files()
        .forEach(
            (path, content) -> {
              if (path.startsWith("rtl/")) {
                sources.put(path, content.bytes());
              }
            });
    return sources;
  }

  private static List<String> modules(SortedMap<String, byte[]> sources) {
    return sources.keySet().stream().filter(path -> path.endsWith(".v")).toList();
  }

  private Bench icarus(
      SortedMap<String, byte[]> sources,
      String top,
      Consumer<String> announce,
      ToolListener listener)
      throws InputException, ToolException, InterruptedException {
    ToolStatus.Ready iverilog = system(KnownTools.IVERILOG);
    List<String> arguments =
        new ArrayList<>(List.of("-g2005", "-Irtl", "-s", top, "-o", "../bench.vvp"));
    arguments.addAll(modules(sources));
    ContentHash hash =
        settings(sources, top).with("icarus", iverilog.executable() + " " + iverilog.version());
    return build(
        Simulator.ICARUS,
        iverilog.version(),
        hash,
        "bench.vvp",
        announce,
        work -> {
          write(sources, work);
          runner.runChecked(
              ToolCommand.of(iverilog.executable(), arguments, work, LIMIT), listener);
        });
  }

  private Bench verilator(
      SortedMap<String, byte[]> sources,
      String top,
      Consumer<String> announce,
      ToolListener listener)
      throws InputException, ToolException, InterruptedException {
    VerilatorChoice verilator = VerilatorChoice.of(environment, finder, runner);
    List<String> arguments = new ArrayList<>(VERILATOR_FLAGS);
    arguments.addAll(
        List.of(
            "--top-module",
            top,
            "-LDFLAGS",
            "-Wl,-rpath,%1$s -L%1$s -lcocotbvpi_verilator".formatted(environment.libraries()),
            "public.vlt"));
    arguments.addAll(modules(sources));
    arguments.add(environment.main().toString());
    ContentHash hash =
        settings(sources, top)
            .with("verilator", verilator.executable() + " " + verilator.version())
            .with("flags", String.join(" ", arguments));
    return build(
        Simulator.VERILATOR,
        verilator.version(),
        hash,
        "bench",
        announce,
        work -> {
          write(sources, work);
          Files.writeString(work.resolve("public.vlt"), publicPorts(top), StandardCharsets.UTF_8);
          runner.runChecked(
              ToolCommand.of(verilator.executable(), arguments, work, LIMIT)
                  .withEnvironment(verilator.variables()),
              listener);
          Files.move(work.resolve("obj/bench"), work.resolveSibling("bench"));
        });
  }

  /** Built for a few tokens, where compiling costs more than running. */
  private static final List<String> VERILATOR_FLAGS =
      List.of(
          "--cc",
          "--exe",
          "--build",
          "-DDFAB_FAST_LANES",
          "-O3",
          "--x-assign",
          "fast",
          "--x-initial",
          "unique",
          "--timescale",
          "1ns/1ps",
          "--vpi",
          "--prefix",
          "Vtop",
          "-o",
          "bench",
          "--Mdir",
          "obj",
          "-Irtl",
          "-MAKEFLAGS",
          "OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1 VM_PARALLEL_BUILDS=0");

  private static String publicPorts(String top) {
    StringBuilder text = new StringBuilder("`verilator_config\n");
    for (String names :
        List.of("clk", "rst", "irq", "engine_state", "s_axil_*", "m_axi_*", "trace_*")) {
      text.append(
          "public_flat_rw -module \"%s\" -var \"%s\"%n"
              .formatted(top, names)
              .replace(System.lineSeparator(), "\n"));
    }
    return text.toString();
  }

  private ToolStatus.Ready system(decodefab.tool.ExternalTool tool)
      throws ToolException, InterruptedException {
    if (new ToolProbe(finder, runner).probe(tool) instanceof ToolStatus.Ready ready) {
      return ready;
    }
    throw ToolException.unusable(
        tool.name() + " " + tool.oldest() + " or newer is needed", "run decodefab doctor");
  }

  private ContentHash settings(SortedMap<String, byte[]> sources, String top) {
    ContentHash hash =
        ContentHash.empty()
            .with("top", top)
            .with("cocotb", environment.cocotb())
            .with("libraries", environment.libraries().toString());
    for (Map.Entry<String, byte[]> source : sources.entrySet()) {
      hash = hash.with(source.getKey(), source.getValue());
    }
    return hash;
  }

  private Bench build(
      Simulator simulator,
      ToolVersion version,
      ContentHash hash,
      String program,
      Consumer<String> announce,
      BuildCache.Builder builder)
      throws InputException, ToolException, InterruptedException {
    double[] seconds = {0};
    Path entry =
        cache.get(
            KIND,
            hash.hex(),
            folder -> {
              announce.accept(
                  "building the design for " + simulator.text() + " " + version + ", once");
              long start = System.nanoTime();
              Path work = Files.createDirectory(folder.resolve("work"));
              builder.build(work);
              delete(work);
              seconds[0] = (System.nanoTime() - start) / 1e9;
            });
    return new Bench(simulator, version, entry.resolve(program), seconds[0]);
  }

  private static void write(SortedMap<String, byte[]> sources, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("rtl"));
    for (Map.Entry<String, byte[]> source : sources.entrySet()) {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(folder.resolve(source.getKey())))) {
        out.write(source.getValue());
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
