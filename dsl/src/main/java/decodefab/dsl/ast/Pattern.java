package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which tensors a rule is about: {@code weights}, {@code mlp.*}, {@code layers.0..3.attention.q}.
 */
public record Pattern(List<Segment> segments, Span span) implements Node {
  public Pattern {
    segments = List.copyOf(segments);
    Objects.requireNonNull(span, "span");
  }

  /** As it is written, without spaces. */
  public String text() {
    return segments.stream().map(Segment::text).collect(Collectors.joining("."));
  }
}
