package decodefab.regress;

import decodefab.matrix.Stage;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one stage of a job.
 *
 * @param stage which
 * @param ran false where a stage before it failed
 * @param seconds how long it took
 * @param failure why it failed; empty where it passed or did not run
 */
public record StageResult(Stage stage, boolean ran, double seconds, Optional<Failure> failure) {
  public StageResult {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(failure, "failure");
    if (!ran && failure.isPresent()) {
      throw new IllegalArgumentException(stage + " failed without being run");
    }
  }
}
