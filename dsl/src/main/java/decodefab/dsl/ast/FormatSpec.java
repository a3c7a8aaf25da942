package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/**
 * A number format, or the bare name of one defined elsewhere.
 *
 * @param element element type such as {@code int}, or a format's name
 * @param arguments what stands in parentheses behind it; empty without parentheses
 * @param options in the order written
 */
public record FormatSpec(
    Name element, List<NumberLiteral> arguments, List<FormatOption> options, Span span)
    implements Node {
  public FormatSpec {
    Objects.requireNonNull(element, "element");
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
    Objects.requireNonNull(span, "span");
  }

  /** Whether it is one word, which may name a format defined elsewhere. */
  public boolean isBareWord() {
    return arguments.isEmpty() && options.isEmpty();
  }
}
