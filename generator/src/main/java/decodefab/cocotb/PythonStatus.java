package decodefab.cocotb;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A Python of the search path, and what it can do.
 *
 * @param executable how it was found
 * @param version such as {@code 3.11.2}; empty where it does not start
 * @param environments whether it can make virtual environments: modules {@code venv} and {@code
 *     ensurepip}, which Debian packs apart
 * @param library whether it has the shared library that a simulator loads
 * @param pip whether it has pip itself, which fetches synthesis tools
 * @param fault why cocotb's environment cannot be made with it
 */
public record PythonStatus(
    Path executable,
    String version,
    boolean environments,
    boolean library,
    boolean pip,
    Optional<String> fault) {
  public PythonStatus {
    Objects.requireNonNull(executable, "executable");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(fault, "fault");
  }
}
