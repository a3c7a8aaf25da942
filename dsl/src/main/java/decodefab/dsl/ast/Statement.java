package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/**
 * One statement of a layer.
 *
 * @param adds {@code true} for {@code +=}, {@code false} for {@code =}
 */
public record Statement(Name target, boolean adds, Expression value, Span span) implements Node {
  public Statement {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(span, "span");
  }
}
