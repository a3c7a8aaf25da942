package decodefab.design;

import decodefab.diag.Span;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Size of the arithmetic.
 *
 * @param clockHz clock of the fabric, 1 MHz to 2 GHz
 * @param lanes multipliers of the matvec engine, 4 to 4096
 * @param wideLanes lanes for the KV cache and for weights as wide, a power of two; as many as lanes
 *     where all formats share them; empty where the planner decides
 * @param vector fp32 lanes of the vector engine, 2 to 64, a power of two
 * @param batch sequences decoded together
 * @param span where it was written
 */
public record Datapath(
    double clockHz, int lanes, OptionalInt wideLanes, int vector, int batch, Span span) {
  public Datapath {
    Objects.requireNonNull(wideLanes, "wideLanes");
    Objects.requireNonNull(span, "span");
    if (clockHz <= 0 || lanes < 1 || vector < 1 || batch < 1) {
      throw new IllegalArgumentException("datapath of no size");
    }
  }
}
