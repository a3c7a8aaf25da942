package decodefab.design;

import decodefab.diag.Span;
import java.util.Objects;
import java.util.Optional;

/**
 * One rule about tensors.
 *
 * @param origin where the pattern was written; empty for a default, which yields to every written
 *     rule
 */
public record Rule<T>(TensorPattern pattern, T value, Optional<Span> origin) {
  public Rule {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(origin, "origin");
  }

  int rank() {
    return pattern.specificity() + (origin.isPresent() ? 100 : 0);
  }
}
