package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** One part of an inline model. */
public sealed interface ModelPart extends Node {
  /** {@code vocab 512}, {@code eps 1e-5}. */
  record Size(Name key, Quantity value, Span span) implements ModelPart {
    public Size {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code tied}: the head uses the embedding's matrix. */
  record Tied(Span span) implements ModelPart {
    public Tied {
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code layer { x += ... }}: what every layer does. */
  record Layer(List<Statement> statements, Span span) implements ModelPart {
    public Layer {
      statements = List.copyOf(statements);
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code head linear(rmsnorm(x))}: what turns the last vector into logits. */
  record Head(Expression value, Span span) implements ModelPart {
    public Head {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(span, "span");
    }
  }
}
