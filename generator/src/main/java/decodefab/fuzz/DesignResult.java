package decodefab.fuzz;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of one design of a run.
 *
 * @param seed that draws it again
 * @param recipe the design
 * @param verdict passed or not
 * @param shrunk the small design that fails like it; empty where it did not fail
 */
public record DesignResult(
    long seed, Recipe recipe, Verdict verdict, Optional<Shrinker.Shrunk> shrunk) {
  public DesignResult {
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(shrunk, "shrunk");
  }

  /** Whether it is a finding. */
  public boolean failed() {
    return verdict instanceof Verdict.Failed;
  }
}
