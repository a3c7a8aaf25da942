package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/**
 * A quoted text; there are no escapes, so it holds neither quotes nor line ends.
 *
 * @param value the characters between the quotes
 * @param span the quotes included
 */
public record StringLiteral(String value, Span span) implements Node {
  public StringLiteral {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(span, "span");
  }
}
