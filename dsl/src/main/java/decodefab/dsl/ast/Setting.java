package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;
import java.util.Optional;

/** One setting of a memory, a datapath or a tile. */
public sealed interface Setting extends Node {
  /** The word that opens it. */
  Name key();

  /** {@code capacity 4 MiB}, {@code lanes 128}, {@code rows 8}. */
  record Scalar(Name key, Quantity value, Span span) implements Setting {
    public Scalar {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code channels 32 x 256 bit at 450 MHz}. */
  record Channels(
      Name key, NumberLiteral count, Quantity width, Optional<Quantity> clock, Span span)
      implements Setting {
    public Channels {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(count, "count");
      Objects.requireNonNull(width, "width");
      Objects.requireNonNull(clock, "clock");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code vector 8 x fp32}. */
  record Vector(Name key, NumberLiteral count, Name element, Span span) implements Setting {
    public Vector {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(count, "count");
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(span, "span");
    }
  }
}
