package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;
import java.util.Optional;

/** A number and the unit behind it, if one was written ({@code pJ/bit} is one unit). */
public record Quantity(NumberLiteral number, Optional<Name> unit, Span span) implements Node {
  public Quantity {
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(span, "span");
  }
}
