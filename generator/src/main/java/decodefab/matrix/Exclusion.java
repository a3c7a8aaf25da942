package decodefab.matrix;

import decodefab.diag.Span;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One item of {@code exclude}: jobs to leave out, those that all of it fits.
 *
 * @param design a pattern with {@code *} and {@code ?}
 * @param override the same; {@code none} is the design as it stands
 * @param seed a seed
 * @param span where it stands in the matrix
 */
record Exclusion(Optional<String> design, Optional<String> override, OptionalLong seed, Span span) {
  Exclusion {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(override, "override");
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(span, "span");
  }

  boolean fits(String designName, Variation variation, long jobSeed) {
    String name = variation.name().isEmpty() ? MatrixReader.AS_WRITTEN : variation.name();
    return design.map(d -> Wildcard.matches(d, designName)).orElse(true)
        && override.map(o -> Wildcard.matches(o, name)).orElse(true)
        && (seed.isEmpty() || seed.getAsLong() == jobSeed);
  }
}
