package decodefab.matrix;

import decodefab.diag.Span;
import decodefab.dsl.DesignChange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One item of {@code overrides}: what designs are to say otherwise.
 *
 * @param name as jobs are called by it; empty for the design as it stands
 * @param changes what is changed; none for the design as it stands
 * @param span where it stands in the matrix; empty where no file says it
 */
record Variation(String name, List<DesignChange> changes, Optional<Span> span) {
  Variation {
    Objects.requireNonNull(name, "name");
    changes = List.copyOf(changes);
    Objects.requireNonNull(span, "span");
  }

  /** The design as it stands. */
  static final Variation NONE = new Variation("", List.of(), Optional.empty());
}
