package decodefab.regress;

import java.time.Instant;
import java.util.Objects;

/**
 * What became of a job once.
 *
 * @param finished when
 * @param passed whether all its stages passed
 * @param failure the kind of its failure; empty where it passed
 * @param figures what was measured
 * @param seconds time of all its stages
 */
public record PastResult(
    Instant finished, boolean passed, String failure, Figures figures, double seconds) {
  public PastResult {
    Objects.requireNonNull(finished, "finished");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(figures, "figures");
  }
}
