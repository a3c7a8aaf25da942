package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** {@code memory hbm { hbm2 capacity 16 GiB ... }}. */
public record MemoryDefinition(Name name, Name kind, List<Setting> settings, Span span)
    implements Item, Clause {
  public MemoryDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    settings = List.copyOf(settings);
    Objects.requireNonNull(span, "span");
  }
}
