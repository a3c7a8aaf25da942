package decodefab.regress;

import java.util.Objects;

/** A stage says by itself why it failed. */
public final class StageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** A failure of a stage. */
  public StageException(Failure failure) {
    super(failure.message());
    this.failure = Objects.requireNonNull(failure, "failure");
  }

  /** Why it failed. */
  public Failure failure() {
    return failure;
  }
}
