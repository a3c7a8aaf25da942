package decodefab.dsl.ast;

import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What may stand in a design. */
public sealed interface Clause extends Node
    permits Include,
        FormatDefinition,
        MemoryDefinition,
        DeviceDefinition,
        Clause.ModelFolderClause,
        Clause.ModelBlock,
        Clause.Quantize,
        Clause.Calibrate,
        Clause.SparsityRule,
        Clause.Place,
        Clause.DatapathBlock,
        Clause.TileBlock,
        Clause.TargetClause,
        Clause.Goal {

  /** {@code model "folder"}. */
  record ModelFolderClause(StringLiteral path, Span span) implements Clause {
    public ModelFolderClause {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code model { vocab 512 ... }}. */
  record ModelBlock(List<ModelPart> parts, Span span) implements Clause {
    public ModelBlock {
      parts = List.copyOf(parts);
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code quantize weights, lm_head as w4}, {@code quantize mlp.* as w4 by gptq}. */
  record Quantize(List<Pattern> patterns, FormatSpec format, Optional<Name> by, Span span)
      implements Clause {
    public Quantize {
      patterns = List.copyOf(patterns);
      Objects.requireNonNull(format, "format");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code calibrate "text.txt"}. */
  record Calibrate(StringLiteral path, Span span) implements Clause {
    public Calibrate {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code sparsity mlp.* = 2 of 4}. */
  record SparsityRule(List<Pattern> patterns, SparsitySpec sparsity, Span span) implements Clause {
    public SparsityRule {
      patterns = List.copyOf(patterns);
      Objects.requireNonNull(sparsity, "sparsity");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code place weights in hbm}. */
  record Place(List<Pattern> patterns, Name memory, Span span) implements Clause {
    public Place {
      patterns = List.copyOf(patterns);
      Objects.requireNonNull(memory, "memory");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code datapath { clock 200 MHz lanes 128 ... }}. */
  record DatapathBlock(List<Setting> settings, Span span) implements Clause {
    public DatapathBlock {
      settings = List.copyOf(settings);
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code tile matvec { rows 8 cols 16 }}. */
  record TileBlock(Name engine, List<Setting> settings, Span span) implements Clause {
    public TileBlock {
      Objects.requireNonNull(engine, "engine");
      settings = List.copyOf(settings);
      Objects.requireNonNull(span, "span");
    }
  }

  /**
   * {@code target fpga xcu50}, {@code target asic 7 nm}, {@code target DEVICE}.
   *
   * @param kind {@code fpga}, {@code asic} or the name of a device
   * @param part what stands behind it
   */
  record TargetClause(Name kind, Optional<TargetPart> part, Span span) implements Clause {
    public TargetClause {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(part, "part");
      Objects.requireNonNull(span, "span");
    }
  }

  /** {@code for 20 tokens/s}: what the planner should reach. */
  record Goal(Quantity rate, Span span) implements Clause {
    public Goal {
      Objects.requireNonNull(rate, "rate");
      Objects.requireNonNull(span, "span");
    }
  }
}
