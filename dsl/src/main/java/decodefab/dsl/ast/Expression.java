package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** A vector of an inline model: a variable, or an operation on vectors. */
public sealed interface Expression extends Node {
  /** {@code x}. */
  record Variable(Name name, Span span) implements Expression {
    public Variable {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code swiglu(rmsnorm(x), hidden 172)}. */
  record Call(Name function, List<Argument> arguments, Span span) implements Expression {
    public Call {
      Objects.requireNonNull(function, "function");
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(span, "span");
    }
  }
}
