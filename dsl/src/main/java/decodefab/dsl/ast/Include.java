package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/** {@code include "file"}: takes the definitions of another file. */
public record Include(StringLiteral path, Span span) implements Item, Clause {
  public Include {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(span, "span");
  }
}
