package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/**
 * One word: a name that the author chose, the name of a kind, a keyword used as a key, or a unit.
 */
public record Name(String text, Span span) implements Node {
  public Name {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(span, "span");
  }
}
