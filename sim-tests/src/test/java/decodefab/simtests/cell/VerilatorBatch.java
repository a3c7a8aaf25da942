package decodefab.simtests.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Verilated bench that turns rows of input words into rows of output words, one row per clock.
 *
 * <p>A bench is a module {@code bench} with the ports {@code clk}, {@code in} and {@code out}, the
 * last two a multiple of 32 bits wide; word i of a row is {@code in[32*i +: 32]}. Output row t is
 * what stands on {@code out} just before rising edge t, with input row t applied. Registers start
 * random.
 *
 * <p>Building takes seconds and is done once per content: binaries are kept under {@code
 * target/verilator} by the hash of the bench, the cells it uses, the options and the tool's
 * version.
 */
public final class VerilatorBatch {

  private static final Duration BUILD_PATIENCE = Duration.ofMinutes(10);
  private static final Duration RUN_PATIENCE = Duration.ofMinutes(10);
  private static final String MAIN = "bench/batch_main.cpp";
  private static final String SEED = "20";

  private final Path binary;
  private final Map<String, String> environment;

  private VerilatorBatch(Path binary, Map<String, String> environment) {
    this.binary = binary;
    this.environment = Map.copyOf(environment);
  }

  /** Builds the bench in a test resource, with its parameters' defaults. */
  public static VerilatorBatch build(String resource) {
    return build(resource, Map.of());
  }

  /**
   * Builds the bench in a test resource, or takes the binary of an earlier build of the same
   * content. Skips or fails the running test where Verilator is missing.
   *
   * @param resource name on the class path, such as {@code bench/bench_fp.v}
   * @param parameters Verilog literals by parameter name
   */
  public static VerilatorBatch build(String resource, Map<String, String> parameters) {
    return build(resource, parameters, CellSource.shipped());
  }

  /** The same with cells of one's choice. */
  public static VerilatorBatch build(
      String resource, Map<String, String> parameters, CellSource cells) {
    Tool.VERILATOR.require();
    try {
      byte[] bench = resource(resource);
      byte[] main = resource(MAIN);
      List<String> options = options(parameters, cells);
      Path store = Checkout.target().resolve("verilator");
      Path kept = store.resolve(key(bench, main, options));
      if (!Files.isExecutable(kept.resolve("batch"))) {
        Files.createDirectories(store);
        Path scratch = Files.createTempDirectory(store, "build");
        Files.write(scratch.resolve("bench.v"), bench);
        Files.write(scratch.resolve("batch_main.cpp"), main);
        List<String> command = new ArrayList<>(List.of("verilator"));
        command.addAll(options);
        ToolRun.of(scratch, command, BUILD_PATIENCE).orFail();
        keep(scratch, kept);
      }
      return new VerilatorBatch(kept.resolve("batch"), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the same bench, run with variables added to its environment. */
  public VerilatorBatch with(Map<String, String> variables) {
    return new VerilatorBatch(binary, variables);
  }

  /**
   * Runs the rows through the bench.
   *
   * @param rows input words, row after row
   * @return output words, row after row
   */
  public int[] run(int[] rows) {
    return run(rows, Map.of());
  }

  /**
   * Runs the rows through the bench with further files, such as memory images, in the folder that
   * the simulation runs in.
   */
  public int[] run(int[] rows, Map<String, String> files) {
    try {
      Path folder = Files.createTempDirectory(Checkout.target(), "batch");
      try {
        for (Map.Entry<String, String> file : files.entrySet()) {
          Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        ByteBuffer input = ByteBuffer.allocate(rows.length * 4).order(ByteOrder.nativeOrder());
        input.asIntBuffer().put(rows);
        Files.write(folder.resolve("in"), input.array());
        List<String> command = List.of(binary.toString(), "in", "out", SEED);
        ToolRun.of(folder, command, RUN_PATIENCE, environment).orFail();
        ByteBuffer output = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("out")));
        int[] words = new int[output.remaining() / 4];
        output.order(ByteOrder.nativeOrder()).asIntBuffer().get(words);
        return words;
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> options(Map<String, String> parameters, CellSource cells) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--cc", "--exe", "--build", "-O3"));
    options.addAll(cells.options());
    // Light C++ optimisation: a batch runs for a second, and -O2 costs several more to build.
    options.addAll(List.of("-MAKEFLAGS", "OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1"));
    options.addAll(List.of("--x-assign", "unique", "--x-initial", "unique"));
    options.addAll(List.of("--top-module", "bench", "--prefix", "Vbench", "-o", "../batch"));
    options.addAll(List.of("-y", cells.folder().toString()));
    new TreeMap<>(parameters).forEach((name, value) -> options.add("-G" + name + "=" + value));
    options.addAll(List.of("bench.v", "batch_main.cpp"));
    return options;
  }

  private static String key(byte[] bench, byte[] main, List<String> options) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bench);
      digest.update(main);
      digest.update(String.join("\0", options).getBytes(StandardCharsets.UTF_8));
      digest.update(Tool.VERILATOR.version().getBytes(StandardCharsets.UTF_8));
      for (Path cell : Checkout.cellsUsedBy(new String(bench, StandardCharsets.UTF_8))) {
        digest.update(Files.readAllBytes(cell));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps the binary alone: the objects are ten times its size and never read again. */
  private static void keep(Path scratch, Path kept) throws IOException {
    Path finished = Files.createTempDirectory(kept.getParent(), "done");
    Files.move(scratch.resolve("batch"), finished.resolve("batch"));
    delete(scratch);
    try {
      Files.move(finished, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      delete(finished);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (var stream = VerilatorBatch.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + name);
      }
      return stream.readAllBytes();
    }
  }
}
