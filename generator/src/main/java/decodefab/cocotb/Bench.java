package decodefab.cocotb;

import decodefab.tool.ToolVersion;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A design built for a simulator.
 *
 * @param simulator what runs it
 * @param version that simulator's version
 * @param program what is started: the model of Verilator, or the program of Icarus that {@code vvp}
 *     runs
 * @param buildSeconds how long building took; 0 where it was built before
 */
public record Bench(Simulator simulator, ToolVersion version, Path program, double buildSeconds) {
  public Bench {
    Objects.requireNonNull(simulator, "simulator");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(program, "program");
  }
}
