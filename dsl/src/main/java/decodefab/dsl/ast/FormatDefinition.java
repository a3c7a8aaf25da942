package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/** {@code format w4 = int(4) per group(32)}. */
public record FormatDefinition(Name name, FormatSpec format, Span span) implements Item, Clause {
  public FormatDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(span, "span");
  }
}
