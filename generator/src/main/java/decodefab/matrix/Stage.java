package decodefab.matrix;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a job goes through, in this order. Whoever runs stages switches over them without a default,
 * so that a further one is a constant here and an arm there.
 */
public enum Stage {
  /** Reads and plans the design, quantizes its weights and emits its files. */
  GENERATE("generate", Duration.ofMinutes(2)),
  /** Has Verilator, and Icarus where it is there, read the Verilog with all their warnings on. */
  LINT("lint", Duration.ofMinutes(5)),
  /** Builds the simulation, decodes tokens and compares with golden. */
  SIMULATE("simulate", Duration.ofMinutes(10)),
  /** Runs the design's cocotb tests on Icarus. Only where a matrix asks: it takes Python. */
  COCOTB("cocotb", Duration.ofMinutes(10));

  private final String text;
  private final Duration limit;

  Stage(String text, Duration limit) {
    this.text = text;
    this.limit = limit;
  }

  /** As a matrix writes it. */
  public String text() {
    return text;
  }

  /** How long it may take where a matrix does not say. */
  public Duration limit() {
    return limit;
  }

  /** The stage of a name. */
  static Optional<Stage> of(String text) {
    return Stream.of(values()).filter(stage -> stage.text.equals(text)).findFirst();
  }
}
