package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.Objects;
import java.util.Optional;

/** Which weights of a matrix are stored. */
public sealed interface SparsitySpec extends Node {
  /** {@code dense}. */
  record DenseSpec(Span span) implements SparsitySpec {
    public DenseSpec {
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code 2 of 4}, {@code 2 of 4 by wanda}. */
  record OfSpec(NumberLiteral kept, NumberLiteral group, Optional<Name> by, Span span)
      implements SparsitySpec {
    public OfSpec {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(kept, "kept");
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code block(8, 8)}, {@code block(8, 8) 1 of 4}, {@code block(8, 8) 1 of 4 by wanda}. */
  record BlockSpec(
      NumberLiteral rows, NumberLiteral cols, Optional<Share> share, Optional<Name> by, Span span)
      implements SparsitySpec {
    public BlockSpec {
      Objects.requireNonNull(rows, "rows");
      Objects.requireNonNull(cols, "cols");
      Objects.requireNonNull(share, "share");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(span, "span");
    }
  }

  /** Two words: {@code skip zeros}, or none that is known. */
  record WordsSpec(Name first, Name second, Span span) implements SparsitySpec {
    public WordsSpec {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(second, "second");
      Objects.requireNonNull(span, "span");
    }

    /** Both words. */
    public String text() {
      return first.text() + " " + second.text();
    }
  }

  /** {@code 1 of 4}, of blocks. */
  record Share(NumberLiteral kept, NumberLiteral group) {
    public Share {
      Objects.requireNonNull(kept, "kept");
      Objects.requireNonNull(group, "group");
    }
  }
}
