package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/** A number exactly as written, its sign included: its value is only read when it is checked. */
public record NumberLiteral(String text, Span span) implements Node {
  public NumberLiteral {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(span, "span");
  }
}
