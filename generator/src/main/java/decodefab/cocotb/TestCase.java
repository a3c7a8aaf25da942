package decodefab.cocotb;

import java.util.Objects;

/**
 * A cocotb test as its results file has it.
 *
 * @param module the Python module
 * @param name the test's function, with its parameters
 * @param status how it ended
 * @param message why it failed or was skipped; empty where it passed
 * @param simulatedNs time that the hardware saw, ns; 0 where the file does not say
 * @param seconds time that it took
 */
public record TestCase(
    String module, String name, Status status, String message, double simulatedNs, double seconds) {
  /** How a test ended. */
  public enum Status {
    PASSED,
    FAILED,
    SKIPPED
  }

  public TestCase {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(message, "message");
  }
}
