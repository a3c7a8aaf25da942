package decodefab.simtests.memory;

import decodefab.simtests.cell.CellSource;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cell.ToolRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Verilated {@code dfab_offchip} of one shape with the C++ bench and memory model. */
final class MemoryBench {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path binary;
  private final Map<String, String> environment;

  private MemoryBench(Path binary, Map<String, String> environment) {
    this.binary = binary;
    this.environment = Map.copyOf(environment);
  }

  /** Builds the bench; without Verilator the test is skipped, under CI it fails. */
  static MemoryBench build(MemoryShape shape) throws IOException {
    return build(shape, CellSource.shipped());
  }

  /** The same with cells of one's choice. */
  static MemoryBench build(MemoryShape shape, CellSource cells) throws IOException {
    Tool.VERILATOR.require();
    Path place = Checkout.target().resolve("memory-bench");
    Path folder = place.resolve(cells.folder().getFileName() + "-" + shape.name());
    Files.createDirectories(folder);
    Path bench = folder.resolve("memory_bench.cpp");
    try (InputStream in = MemoryBench.class.getResourceAsStream("memory_bench.cpp")) {
      Files.write(bench, in.readAllBytes());
    }
    List<String> line = new ArrayList<>(List.of("--cc", "--exe", "--build"));
    line.addAll(cells.options());
    // Light C++ optimisation: the runs are short, and the build is most of the time.
    line.addAll(List.of("-MAKEFLAGS", "OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1"));
    line.addAll(List.of("--x-assign", "unique", "--x-initial", "unique"));
    line.addAll(List.of("--top-module", "dfab_offchip"));
    shape.parameters().forEach((name, value) -> line.add("-G" + name + "=" + value));
    line.addAll(List.of("-y", cells.folder().toString()));
    line.addAll(
        List.of(
            "-CFLAGS",
            "-std=c++17 -Wall -Wextra -I%s %s"
                .formatted(Checkout.home().resolve("templates/sim"), shape.defines())));
    line.addAll(List.of("--Mdir", folder.resolve("obj").toString()));
    line.add(cells.folder().resolve("dfab_offchip.v").toString());
    line.add(bench.toString());
    Tool.VERILATOR.call(folder, line).orFail();
    return new MemoryBench(folder.resolve("obj/Vdfab_offchip"), Map.of());
  }

  /** Returns the same bench, run with variables added to its environment. */
  MemoryBench with(Map<String, String> variables) {
    return new MemoryBench(binary, variables);
  }

  /**
   * Runs a scenario of the bench.
   *
   * @param memory latency in cycles, jitter 0 or 1, bytes per cycle as numerator and denominator
   * @param stall percentage of cycles in which a consumer is not ready
   * @return the counts by name
   * @throws AssertionError with what the bench found wrong
   */
  Map<String, Long> run(String scenario, int seed, List<Integer> memory, int stall, int cycles) {
    List<String> line = new ArrayList<>(List.of(binary.toString(), scenario));
    line.add(Integer.toString(seed));
    memory.forEach(value -> line.add(Integer.toString(value)));
    line.add(Integer.toString(stall));
    line.add(Integer.toString(cycles));
    ToolRun run = ToolRun.of(binary.getParent(), line, PATIENCE, environment).orFail();
    Map<String, Long> counts = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (String text : run.output().lines().toList()) {
      int space = text.indexOf(' ');
      if (text.startsWith("X ")) {
        wrong.add(text.substring(2));
      } else {
        counts.put(text.substring(0, space), Long.valueOf(text.substring(space + 1)));
      }
    }
    if (!wrong.isEmpty() || !counts.containsKey("wrong") || counts.get("wrong") != 0) {
      throw new AssertionError(String.join(" ", line) + "\n" + String.join("\n", wrong));
    }
    return counts;
  }
}
