package decodefab.regress;

import java.util.Objects;

/**
 * Why a stage failed.
 *
 * @param kind what went wrong
 * @param message one line; of a mismatch the first difference
 * @param detail all that helps, in lines; may be empty
 */
public record Failure(FailureKind kind, String message, String detail) {
  public Failure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
    message = message.lines().findFirst().orElse("");
  }
}
