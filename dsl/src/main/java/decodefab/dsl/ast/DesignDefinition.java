package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** {@code design NAME { ... }}: one accelerator. */
public record DesignDefinition(Name name, List<Clause> clauses, Span span) implements Item {
  public DesignDefinition {
    Objects.requireNonNull(name, "name");
    clauses = List.copyOf(clauses);
    Objects.requireNonNull(span, "span");
  }
}
