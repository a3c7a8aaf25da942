package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;

/** One option of a number format. */
public sealed interface FormatOption extends Node {
  /** {@code per group(32)}, {@code per head}: what shares one scale. */
  record Per(Name what, List<NumberLiteral> arguments, Span span) implements FormatOption {
    public Per {
      Objects.requireNonNull(what, "what");
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code scale f16}, {@code scale int(4)}: how a scale is stored. */
  record Scale(Name type, List<NumberLiteral> arguments, Span span) implements FormatOption {
    public Scale {
      Objects.requireNonNull(type, "type");
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code min f16}: how the minimum of a group is stored. */
  record Min(Name type, List<NumberLiteral> arguments, Span span) implements FormatOption {
    public Min {
      Objects.requireNonNull(type, "type");
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code under group(256) scale f16}: what shares a second scale, and how that is stored. */
  record Under(Per what, Scale scale, Span span) implements FormatOption {
    public Under {
      Objects.requireNonNull(what, "what");
      Objects.requireNonNull(scale, "scale");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code packed}: five ternary elements share a byte. */
  record Packed(Span span) implements FormatOption {
    public Packed {
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code dynamic}: scales are found while the fabric runs. */
  record Dynamic(Span span) implements FormatOption {
    public Dynamic {
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code zero point}: each scale comes with an offset. */
  record ZeroPoint(Span span) implements FormatOption {
    public ZeroPoint {
      Objects.requireNonNull(span, "span");
    }
  }
}
