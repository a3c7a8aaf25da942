package decodefab.diag;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong with an input: which rule, where, and what would be legal.
 *
 * @param code stable identifier such as {@code DF201}; each has a row in {@code dsl/LANGUAGE.md}
 * @param severity whether it ends the stage
 * @param message one sentence, without the place
 * @param span where in a source text; empty for a file that is no text (a model, an image)
 * @param help what would be legal: the nearest value, name or command; empty when nothing helps
 */
public record Diagnostic(
    String code, Severity severity, String message, Optional<Span> span, Optional<String> help) {
  public Diagnostic {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(help, "help");
    if (!code.matches("DF[0-9]{3}")) {
      throw new IllegalArgumentException("malformed diagnostic code " + code);
    }
  }

  /** An error with a place and advice. */
  public static Diagnostic error(String code, String message, Span span, String help) {
    return new Diagnostic(code, Severity.ERROR, message, Optional.of(span), Optional.of(help));
  }

  /** An error about something that is no source text, such as a model file. */
  public static Diagnostic error(String code, String message, String help) {
    return new Diagnostic(code, Severity.ERROR, message, Optional.empty(), Optional.of(help));
  }

  /** An error of the language, with a place and advice. */
  public static Diagnostic error(Code code, String message, Span span, String help) {
    return error(code.name(), message, span, help);
  }

  /** An error of the language with a place, where nothing helpful can be said. */
  public static Diagnostic error(Code code, String message, Span span) {
    return new Diagnostic(
        code.name(), Severity.ERROR, message, Optional.of(span), Optional.empty());
  }
}
