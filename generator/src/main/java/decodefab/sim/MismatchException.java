package decodefab.sim;

import java.util.Objects;

/** RTL and golden disagree: exit code 4. */
public final class MismatchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Mismatch mismatch;

  /** Reports the first difference. */
  public MismatchException(Mismatch mismatch) {
    super(mismatch.text());
    this.mismatch = Objects.requireNonNull(mismatch, "mismatch");
  }

  /** The first difference. */
  public Mismatch mismatch() {
    return mismatch;
  }
}
