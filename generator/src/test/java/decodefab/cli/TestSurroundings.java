package decodefab.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Surroundings whose output a test can read. */
final class TestSurroundings {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path directory;

  /** Surroundings in the folder that the tests were started in. */
  TestSurroundings() {
    this(Path.of(""));
  }

  /** Surroundings in another folder. */
  TestSurroundings(Path directory) {
    this.directory = directory;
  }

  Surroundings with(boolean terminal, Map<String, String> environment) {
    return new Surroundings(
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        terminal,
        environment,
        Optional.ofNullable(System.getProperty("decodefab.home")).map(Path::of),
        directory);
  }

  Surroundings with(Map<String, String> environment) {
    return with(false, environment);
  }

  /** Runs a command line in these surroundings; what was printed before is forgotten. */
  int run(String... arguments) {
    out.reset();
    err.reset();
    return new DecodefabProgram(with(Map.of("PATH", ""))).run(arguments);
  }

  /** The same with variables; no program is found unless they have a {@code PATH}. */
  int run(Map<String, String> environment, String... arguments) {
    out.reset();
    err.reset();
    Map<String, String> all = new HashMap<>(Map.of("PATH", ""));
    all.putAll(environment);
    return new DecodefabProgram(with(all)).run(arguments);
  }

  /** The same with hardware that a test brings. */
  int run(FabricStarter starter, String... arguments) {
    out.reset();
    err.reset();
    return new DecodefabProgram(with(Map.of("PATH", "")), starter).run(arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
