package decodefab.sim;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A built simulation.
 *
 * @param executable the program
 * @param buildSeconds how long it took to build; 0 when it was in the cache
 */
public record SimulationBinary(Path executable, double buildSeconds) {
  public SimulationBinary {
    Objects.requireNonNull(executable, "executable");
  }
}
