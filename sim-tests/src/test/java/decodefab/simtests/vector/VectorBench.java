package decodefab.simtests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.cell.CellSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Verilated {@code dfab_vector} of one lane count with its C++ driver. */
final class VectorBench {
  /** Largest codes of the widths that the bench is built with. */
  static final int ACT_LIMIT = 127;

  static final int KV_LIMIT = 15;

  private static final int BUILD_MINUTES = 10;
  private static final int RUN_MINUTES = 5;

  private final Path binary;
  private final int lanes;
  private final Map<String, String> environment;

  private VectorBench(Path binary, int lanes, Map<String, String> environment) {
    this.binary = binary;
    this.lanes = lanes;
    this.environment = Map.copyOf(environment);
  }

  static Path home() {
    return Path.of(System.getProperty("decodefab.home"));
  }

  /** Builds the bench; without Verilator the test is skipped, under CI it fails. */
  static VectorBench build(int lanes) throws IOException {
    return build(lanes, CellSource.shipped());
  }

  /** The same with cells of one's choice. */
  static VectorBench build(int lanes, CellSource cells) throws IOException {
    Path place = home().resolve("sim-tests/target/vector-bench");
    Path folder = place.resolve(cells.folder().getFileName() + "-v" + lanes);
    Files.createDirectories(folder);
    Path driver = folder.resolve("vector_bench.cpp");
    try (InputStream in = VectorBench.class.getResourceAsStream("vector_bench.cpp")) {
      Files.write(driver, in.readAllBytes());
    }
    String lib = cells.folder().toString();
    List<String> command = new ArrayList<>(List.of("verilator", "--cc", "--exe", "--build"));
    command.addAll(cells.options());
    command.addAll(
        List.of(
            "--x-initial",
            "unique",
            "--top-module",
            "dfab_vector",
            "-GVECTOR=" + lanes,
            "-GVM_ADDR_BITS=" + VectorMemories.VM_BITS,
            "-GSM_ADDR_BITS=" + VectorMemories.SM_BITS,
            "-GQM_ADDR_BITS=" + VectorMemories.QM_BITS,
            "-GQS_ADDR_BITS=" + VectorMemories.QS_BITS,
            "-GACT_BITS=8",
            "-GKV_BITS=5",
            "-I" + lib,
            "-y",
            lib,
            "-CFLAGS",
            "-std=c++17 -DBENCH_VECTOR=" + lanes,
            "--Mdir",
            folder.resolve("obj").toString(),
            lib + "/dfab_vector.v",
            driver.toString()));
    Path log = folder.resolve("build.log");
    Process build;
    try {
      build =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      assertThat(System.getenv("CI")).as("Verilator is required under CI: %s", e).isNull();
      Assumptions.abort("Verilator is not installed");
      throw e;
    }
    await(build, BUILD_MINUTES);
    assertThat(build.exitValue()).as(() -> tail(log)).isZero();
    return new VectorBench(folder.resolve("obj/Vdfab_vector"), lanes, Map.of());
  }

  /** Returns the same bench, run with variables added to its environment. */
  VectorBench with(Map<String, String> variables) {
    return new VectorBench(binary, lanes, variables);
  }

  /** Runs commands from the first one, without a reset on the way. */
  EventLog run(
      VectorMemories memories, List<Command> commands, int seed, int commandIdle, int extIdle)
      throws IOException {
    return run(memories, commands, seed, commandIdle, extIdle, 0);
  }

  /**
   * Runs commands against memories and returns the events.
   *
   * @param commandIdle percentage of cycles in which no command is offered
   * @param extIdle percentage of cycles in which the external source pauses
   * @param abandoned cycle in which a reset comes, after which all begins anew, or 0
   */
  EventLog run(
      VectorMemories memories,
      List<Command> commands,
      int seed,
      int commandIdle,
      int extIdle,
      int abandoned)
      throws IOException {
    Path folder = binary.getParent().getParent();
    Path input = folder.resolve("case-" + commandIdle + "-" + extIdle + ".hex");
    Path output = folder.resolve("events-" + commandIdle + "-" + extIdle + ".txt");
    Files.writeString(input, text(memories, commands, seed, commandIdle, extIdle, abandoned));
    ProcessBuilder builder =
        new ProcessBuilder(binary.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process run = builder.start();
    await(run, RUN_MINUTES);
    assertThat(run.exitValue()).isZero();
    return EventLog.parse(Files.readAllLines(output), lanes);
  }

  private static String text(
      VectorMemories memories,
      List<Command> commands,
      int seed,
      int commandIdle,
      int extIdle,
      int abandoned) {
    StringBuilder text = new StringBuilder();
    append(
        text,
        seed,
        commandIdle,
        extIdle,
        abandoned,
        1 << VectorMemories.VM_BITS,
        1 << VectorMemories.SM_BITS,
        VectorMemories.EXT_WORDS,
        commands.size());
    append(text, memories.vm());
    append(text, memories.sm());
    append(text, memories.ext());
    commands.forEach(c -> append(text, c.encoded()));
    return text.toString();
  }

  private static void append(StringBuilder text, int... words) {
    for (int word : words) {
      text.append(Integer.toHexString(word)).append(' ');
    }
    text.append('\n');
  }

  private static void await(Process process, int minutes) {
    try {
      assertThat(process.waitFor(minutes, TimeUnit.MINUTES)).as("finishes in time").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
