package decodefab.fuzz;

import java.util.Objects;

/** What became of a design. */
public sealed interface Verdict {
  /**
   * Hardware and golden model agree.
   *
   * @param values that were compared
   * @param cycles of all tokens
   */
  record Passed(long values, long cycles) implements Verdict {}

  /**
   * The made-up weights cannot be stored as the design asks, which only they tell.
   *
   * @param code of the diagnostic
   */
  record Unfit(String code) implements Verdict {
    public Unfit {
      Objects.requireNonNull(code, "code");
    }
  }

  /** It did not pass. */
  record Failed(Failure failure) implements Verdict {
    public Failed {
      Objects.requireNonNull(failure, "failure");
    }
  }
}
