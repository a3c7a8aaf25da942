package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.tool.BuildCache;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a command knows of the world around it, so that tests can give it another.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param outIsTerminal whether a person watches standard output
 * @param errIsTerminal whether a person watches standard error
 * @param environment the variables
 * @param home the checkout or installation that decodefab was started from; empty where unknown
 * @param directory where relative paths of the command line start
 */
public record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    Optional<Path> home,
    Path directory) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /**
   * Those of this process. Whether a stream is a terminal is for the launcher to say, in the
   * property {@code decodefab.terminal}: Java 21 cannot tell for each stream, and from 22 on a
   * console is there even without one.
   */
  static Surroundings ofProcess() {
    List<String> terminals = List.of(System.getProperty("decodefab.terminal", "").split(","));
    return new Surroundings(
        System.in,
        new ResultStream(new FileOutputStream(FileDescriptor.out), System.out.charset()),
        System.err,
        terminals.contains("out"),
        terminals.contains("err"),
        System.getenv(),
        Optional.ofNullable(System.getProperty("decodefab.home")).map(Path::of),
        Path.of(""));
  }

  /** Whether whoever read standard output has stopped reading. */
  boolean readerGone() {
    return out instanceof ResultStream result && result.readerGone();
  }

  /** A variable that is set to something; empty otherwise. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** A path of the command line, from where the command was given. */
  public Path resolve(Path path) {
    return directory.resolve(path);
  }

  /**
   * The folder of templates that the Verilog is rendered from.
   *
   * @throws InputException where the program was started on its own, without its checkout
   */
  public Path templates() throws InputException {
    return folder("templates", "the templates of the Verilog were not found");
  }

  /**
   * The folder of scripts for synthesis tools.
   *
   * @throws InputException where the program was started on its own, without its checkout
   */
  public Path synthScripts() throws InputException {
    return folder("synth-scripts", "the scripts for synthesis were not found");
  }

  /** The user's cache of what was built. */
  BuildCache cache() {
    return BuildCache.ofUser(environment, Path.of(System.getProperty("user.home")));
  }

  private Path folder(String name, String missing) throws InputException {
    Optional<Path> folder = home.map(place -> place.resolve(name));
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      throw CliCode.NO_TEMPLATES.exception(
          missing,
          "start the program by ./decodefab in its checkout, or name the checkout by"
              + " -Ddecodefab.home=DIR");
    }
    return folder.get();
  }
}
