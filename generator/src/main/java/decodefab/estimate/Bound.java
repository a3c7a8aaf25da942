package decodefab.estimate;

import java.util.Objects;

/**
 * Cycles below which a token cannot come, whatever else were faster.
 *
 * @param what what sets the bound, such as {@code lanes}
 * @param cycles cycles per token
 * @param share of the estimated cycles
 */
public record Bound(String what, double cycles, double share) {
  public Bound {
    Objects.requireNonNull(what, "what");
  }
}
