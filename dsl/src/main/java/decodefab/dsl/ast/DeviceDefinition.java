package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** {@code device u50 { target fpga xcu50 memory hbm { ... } }}: a board and the memories on it. */
public record DeviceDefinition(
    Name name, Clause.TargetClause target, List<MemoryDefinition> memories, Span span)
    implements Item, Clause {
  public DeviceDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(target, "target");
    memories = List.copyOf(memories);
    Objects.requireNonNull(span, "span");
  }
}
