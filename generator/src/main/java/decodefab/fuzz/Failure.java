package decodefab.fuzz;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Why a legal design did not pass.
 *
 * @param kind what went wrong
 * @param message one line
 * @param position of the token where it shows; empty where no token was run
 */
public record Failure(Kind kind, String message, OptionalInt position) {
  /** What can go wrong with a legal design. */
  public enum Kind {
    /** Hardware and golden model disagree. */
    MISMATCH("mismatch"),
    /** Verilator warns about the Verilog. */
    LINT("lint"),
    /** The simulation cannot be built. */
    BUILD("build"),
    /** The simulation ended early, or the fabric reported an error. */
    RUN("run"),
    /** The time was over before the last token was. */
    TIME("time"),
    /** The compiler itself failed. */
    INTERNAL("internal");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** In a word. */
    public String text() {
      return text;
    }
  }

  public Failure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(position, "position");
  }

  /** A failure outside of any token. */
  static Failure of(Kind kind, String message) {
    return new Failure(kind, message, OptionalInt.empty());
  }
}
