package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;

/** What a target names behind its kind. */
public sealed interface TargetPart {
  /** Where it stands. */
  Span span();

  /** A part as one word: {@code xcu50}. */
  record Word(Name name) implements TargetPart {
    public Word {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public Span span() {
      return name.span();
    }
  }

  /** A part in quotes: {@code "xcu50-fsvh2104-2-e"}. */
  record Quoted(StringLiteral text) implements TargetPart {
    public Quoted {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public Span span() {
      return text.span();
    }
  }

  /** A process node: {@code 7 nm}. */
  record Node(Quantity size) implements TargetPart {
    public Node {
      Objects.requireNonNull(size, "size");
    }

    @Override
    public Span span() {
      return size.span();
    }
  }
}
