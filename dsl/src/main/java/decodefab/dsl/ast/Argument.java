package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/** An argument of an operation: a vector, or a named number. */
public sealed interface Argument extends Node {
  /** A vector. */
  record Value(Expression value, Span span) implements Argument {
    public Value {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code heads 8}. */
  record Named(Name name, Quantity value, Span span) implements Argument {
    public Named {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(span, "span");
    }
  }
}
