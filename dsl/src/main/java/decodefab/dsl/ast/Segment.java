package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/** One part of a tensor pattern, between two dots. */
public sealed interface Segment extends Node {
  /** As it is written. */
  String text();

  /** A word. */
  record Word(String text, Span span) implements Segment {
    public Word {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(span, "span");
    }
  }

  /** One layer number. */
  record Index(String text, Span span) implements Segment {
    public Index {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(span, "span");
    }
  }

  /** Layer numbers from first to last, both included. */
  record Range(String first, String last, Span span) implements Segment {
    public Range {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(last, "last");
      Objects.requireNonNull(span, "span");
    }

    @Override
    public String text() {
      return first + ".." + last;
    }
  }

  /** Everything at this level. */
  record Star(Span span) implements Segment {
    public Star {
      Objects.requireNonNull(span, "span");
    }

    @Override
    public String text() {
      return "*";
    }
  }
}
