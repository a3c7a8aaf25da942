package decodefab.estimate;

import decodefab.plan.Engine;
import java.util.Objects;

/**
 * Cycles of one instruction of the program in one token, over all layers of its loop.
 *
 * @param label what it does
 * @param engine who does it
 * @param layers of its loop, such as {@code 0..3}; empty for what is in none
 * @param runs how often: 1, or once per layer of its loop
 * @param workCycles cycles in which it issues a vector word or a slot; the rest is waiting
 * @param stalledCycles cycles in which it could not issue for want of data
 * @param addedCycles cycles by which it moves the end of all work so far: its share of the token's
 *     time; 0 when it is hidden behind others
 */
public record OperationEstimate(
    String label,
    Engine engine,
    String layers,
    long runs,
    long workCycles,
    long stalledCycles,
    long addedCycles) {
  public OperationEstimate {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(layers, "layers");
  }
}
