package decodefab.estimate;

import decodefab.plan.Engine;
import java.util.Objects;

/**
 * Cycles of one instruction of the program in one token, over all layers.
 *
 * @param label what it does
 * @param engine who does it
 * @param runs how often: 1, or once per layer
 * @param workCycles cycles in which it issues a vector word or a slot; the rest is waiting
 * @param stalledCycles cycles in which it could not issue for want of data
 * @param addedCycles cycles by which it moves the end of all work so far: its share of the token's
 *     time; 0 when it is hidden behind others
 */
public record OperationEstimate(
    String label, Engine engine, long runs, long workCycles, long stalledCycles, long addedCycles) {
  public OperationEstimate {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(engine, "engine");
  }
}
