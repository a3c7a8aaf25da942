package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** A whole file: includes, library definitions, and in a main file one design. */
public record FileNode(List<Item> items, Span span) implements Node {
  public FileNode {
    items = List.copyOf(items);
    Objects.requireNonNull(span, "span");
  }
}
