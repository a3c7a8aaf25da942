package decodefab.cocotb;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a Python that environments can be made with, and that a simulator can load. Debian packs
 * both apart from the interpreter, and an interpreter built by hand often lacks the second.
 */
final class PythonFinder {
  private static final int OLDEST_MINOR = 10;

  private static final String QUESTION =
      """
      import importlib.util, json, os, platform, sys, sysconfig
      try:
          import ensurepip, venv
          environments = True
      except ImportError:
          environments = False
      name = sysconfig.get_config_var("INSTSONAME") or ""
      folder = sysconfig.get_config_var("LIBDIR") or ""
      print(json.dumps({
          "executable": os.path.realpath(sys.executable),
          "version": sys.version,
          "short": platform.python_version(),
          "pip": importlib.util.find_spec("pip") is not None,
          "minor": sys.version_info[1] if sys.version_info[0] == 3 else 0,
          "environments": environments,
          "library": name.find(".a") < 0 and os.path.exists(os.path.join(folder, name)),
      }))
      """;

  private final ToolFinder finder;
  private final PythonScript script;

  PythonFinder(ToolFinder finder, ToolRunner runner) {
    this.finder = finder;
    this.script = new PythonScript(runner);
  }

  /**
   * A Python that will do.
   *
   * @param executable the interpreter itself, no link to it
   * @param version what it says of itself, for hashes
   */
  record Found(Path executable, String version) {}

  /** The first that will do, or why each does not. */
  record Search(Optional<Found> found, List<String> reasons) {
    Search {
      reasons = List.copyOf(reasons);
    }
  }

  Search search() throws InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (Path python : finder.findAll("python3")) {
      try {
        JsonNode answer = script.ask(python, QUESTION, List.of());
        Optional<String> fault = fault(answer);
        if (fault.isEmpty()) {
          Path executable = Path.of(answer.path("executable").asText());
          return new Search(
              Optional.of(new Found(executable, answer.path("version").asText())), List.of());
        }
        reasons.add(python + " " + fault.get());
      } catch (ToolException e) {
        reasons.add(python + " does not work: " + e.getMessage());
      }
    }
    return new Search(Optional.empty(), reasons);
  }

  /** All of the search path, with what each can do. */
  List<PythonStatus> all() throws InterruptedException {
    List<PythonStatus> found = new ArrayList<>();
    for (Path python : finder.findAll("python3")) {
      try {
        JsonNode answer = script.ask(python, QUESTION, List.of());
        found.add(
            new PythonStatus(
                python,
                answer.path("short").asText(),
                answer.path("environments").asBoolean(),
                answer.path("library").asBoolean(),
                answer.path("pip").asBoolean(),
                fault(answer)));
      } catch (ToolException e) {
        Optional<String> fault = Optional.of("does not work: " + e.getMessage());
        found.add(new PythonStatus(python, "", false, false, false, fault));
      }
    }
    return List.copyOf(found);
  }

  private static Optional<String> fault(JsonNode answer) {
    if (answer.path("minor").asInt() < OLDEST_MINOR) {
      return Optional.of("is too old: 3." + OLDEST_MINOR + " or newer is needed");
    }
    if (!answer.path("environments").asBoolean()) {
      return Optional.of("cannot make virtual environments");
    }
    if (!answer.path("library").asBoolean()) {
      return Optional.of("has no shared library that a simulator could load");
    }
    return Optional.empty();
  }
}
