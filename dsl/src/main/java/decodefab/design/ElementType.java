package decodefab.design;

import java.util.stream.Collectors;

/** What one stored element is, before its scale. */
public sealed interface ElementType
    permits IntElement, TernaryElement, FloatElement, CodebookElement {
  /** Bits of one element's code. */
  int bits();

  /** As it is written in a design. */
  default String text() {
    return switch (this) {
      case IntElement i -> "int(" + i.bits() + ")";
      case TernaryElement t -> t.packed() ? "ternary packed" : "ternary";
      case FloatElement f -> "float(" + f.exponent() + ", " + f.mantissa() + ")";
      case CodebookElement c ->
          c.values().stream()
              .map(
                  v ->
                      v == Math.rint(v) && Math.abs(v) < 1e15
                          ? Long.toString(v.longValue())
                          : Double.toString(v))
              .collect(Collectors.joining(", ", "codebook(", ")"));
    };
  }
}
