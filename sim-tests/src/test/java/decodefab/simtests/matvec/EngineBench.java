package decodefab.simtests.matvec;

import decodefab.simtests.cell.CellSource;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cell.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Verilated bench with a C++ main of its own, which reads scenarios from a file and writes what
 * happened to another. Parameters reach the Verilog as parameters and, where they are plain
 * numbers, the C++ as macros. Binaries are kept by content, as building one costs far more than
 * running it.
 */
final class EngineBench {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String FOLDER = "/decodefab/simtests/matvec/";

  private final Path binary;
  private final Map<String, String> environment;

  private EngineBench(Path binary, Map<String, String> environment) {
    this.binary = binary;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Builds {@code <name>_bench.v} with {@code <name>_main.cpp}.
   *
   * @param parameters Verilog literals by parameter name
   * @throws UncheckedIOException if files cannot be written
   */
  static EngineBench build(String name, Map<String, String> parameters) {
    return build(name, parameters, CellSource.shipped());
  }

  /** The same with cells of one's choice. */
  static EngineBench build(String name, Map<String, String> parameters, CellSource cells) {
    Tool.VERILATOR.require();
    try {
      String bench = resource(name + "_bench.v");
      String main = resource(name + "_main.cpp");
      String header = resource("bench.h");
      List<String> options = options(name, new TreeMap<>(parameters), cells);
      Path store = Checkout.target().resolve("verilator");
      Path kept = store.resolve(key(List.of(bench, main, header), options));
      if (!Files.isExecutable(kept)) {
        Files.createDirectories(store);
        Path scratch = Files.createTempDirectory(store, name);
        Files.writeString(scratch.resolve(name + "_bench.v"), bench);
        Files.writeString(scratch.resolve("main.cpp"), main);
        Files.writeString(scratch.resolve("bench.h"), header);
        Tool.VERILATOR.call(scratch, options).orFail();
        Files.move(scratch.resolve("run"), kept, StandardCopyOption.ATOMIC_MOVE);
        deleteFolder(scratch);
      }
      return new EngineBench(kept, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the same bench, run with variables added to its environment. */
  EngineBench with(Map<String, String> variables) {
    return new EngineBench(binary, variables);
  }

  /** Runs the scenarios of {@code input} and returns what the bench wrote. */
  ByteBuffer run(byte[] input) {
    try {
      Path folder = Files.createTempDirectory(Checkout.target(), "engine");
      try {
        Files.write(folder.resolve("in"), input);
        List<String> command = List.of(binary.toString(), "in", "out");
        ToolRun.of(folder, command, PATIENCE, environment).orFail();
        return ByteBuffer.wrap(Files.readAllBytes(folder.resolve("out")))
            .order(ByteOrder.LITTLE_ENDIAN);
      } finally {
        deleteFolder(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> options(
      String name, Map<String, String> parameters, CellSource cells) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--cc", "--exe", "--build", "-O3"));
    options.addAll(cells.options());
    options.addAll(List.of("--x-assign", "unique", "--x-initial", "unique"));
    options.addAll(List.of("--top-module", name + "_bench", "--prefix", "Vbench", "-o", "../run"));
    options.addAll(List.of("-y", cells.folder().toString()));
    StringBuilder macros = new StringBuilder("-O1 -I..");
    parameters.forEach(
        (key, value) -> {
          options.add("-G" + key + "=" + value);
          if (value.chars().allMatch(Character::isDigit)) {
            macros.append(" -D").append(key).append('=').append(value);
          }
        });
    options.addAll(List.of("-CFLAGS", macros.toString(), name + "_bench.v", "main.cpp"));
    return options;
  }

  private static String key(List<String> sources, List<String> options) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String source : sources) {
        digest.update(source.getBytes(StandardCharsets.UTF_8));
      }
      digest.update(String.join("\0", options).getBytes(StandardCharsets.UTF_8));
      digest.update(Tool.VERILATOR.version().getBytes(StandardCharsets.UTF_8));
      for (Path cell : Checkout.cellsUsedBy(sources.get(0))) {
        digest.update(Files.readAllBytes(cell));
      }
      digest.update(Files.readAllBytes(Checkout.library().resolve("dfab_isa.vh")));
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (var stream = EngineBench.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(folder)) {
      all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
