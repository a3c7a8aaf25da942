package decodefab.dsl.check;

import decodefab.design.CodebookElement;
import decodefab.design.Design;
import decodefab.design.ElementType;
import decodefab.design.FloatElement;
import decodefab.design.FormatChoice;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.Memory;
import decodefab.design.NumberFormat;
import decodefab.design.Rule;
import decodefab.design.ScaleType;
import decodefab.design.Sparsity;
import decodefab.design.TensorClass;
import decodefab.design.TensorPattern;
import decodefab.design.TernaryElement;
import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Name;
import java.util.List;

/**
 * What the fabric of this version cannot build. Everything here is legal in the language; as the
 * fabric grows, checks are relaxed here and nowhere else.
 */
final class BuildableChecker {
  private static final int MAX_CHANNELS = 32;
  private static final int MAX_WEIGHT_BITS = 8;
  private static final int MAX_CACHE_BITS = 8;
  private static final int MAX_SPARSE_GROUP = 32;
  private static final int MAX_EXPONENT_BITS = 5;
  private static final int MAX_INT_SCALE_BITS = 8;
  private static final int MAX_SCALE_BYTES = 8;

  private final Reporter reporter;

  BuildableChecker(Reporter reporter) {
    this.reporter = reporter;
  }

  /** Checks a whole design whose parts are otherwise sound. */
  void check(Design design) {
    design.formats().rules().forEach(r -> format(r, design));
    design.sparsity().rules().forEach(r -> sparsity(r, design));
    batch(design);
    memories(design);
    vectorsOnChip(design);
  }

  void operation(Name name) {
    refuse(
        Code.DF508,
        "the operation `" + name.text() + "`",
        name.span(),
        "attention, swiglu, rmsnorm and linear");
  }

  void variable(Name name) {
    refuse(Code.DF508, "the variable `" + name.text() + "`", name.span(), "the one vector x");
  }

  void layer(Span span) {
    refuse(
        Code.DF508,
        "this sequence of operations",
        span,
        "layer { x += attention(rmsnorm(x), heads N, ...) x += swiglu(rmsnorm(x), hidden N) }");
  }

  void head(Span span) {
    refuse(Code.DF508, "this head", span, "head linear(rmsnorm(x))");
  }

  void goal(Span span) {
    refuse(Code.DF510, "towards a goal", span, "lanes and tile as you write them; remove the goal");
  }

  void vectorElement(Name name) {
    if (!name.text().equals("fp32")) {
      refuse(
          Code.DF511,
          "a vector engine of `" + name.text() + "`",
          name.span(),
          "fp32: write `vector 8 x fp32`");
    }
  }

  private void format(Rule<FormatChoice> rule, Design design) {
    // What the model's file decides is checked once it has been read.
    if (!(rule.value() instanceof NumberFormat format)) {
      return;
    }
    Span span = rule.origin().orElse(design.span());
    if (!(rule.pattern() instanceof TensorPattern.Single single) || single.tensor().isMatrix()) {
      if (!isBuiltWeight(format)) {
        refuse(
            Code.DF501,
            "weights as " + format.text(),
            span,
            (format.scale() instanceof ScaleType.NoScale
                    ? "add a scale, such as `scale f16`; built are "
                    : "")
                + "int(2..8), ternary, float(e, m) of up to 8 bits or codebook(...), per group(N), per row or"
                + " per tensor; scales and minima of f16, bf16, f32, e8m0, e4m3 or integers of up to 8"
                + " bits, those of a group with its zero point and its super-group's in 8 bytes");
      }
      return;
    }
    switch (single.tensor()) {
      case ACTIVATIONS -> {
        if (!isBuiltActivation(format)) {
          refuse(
              Code.DF502,
              "activations as " + format.text(),
              span,
              "int(2..16) per group(N) or per token, scale f32 or f16, dynamic");
        }
      }
      case KV_CACHE -> {
        boolean built =
            format.element() instanceof IntElement element
                && element.bits() <= MAX_CACHE_BITS
                && format.grouping() instanceof Grouping.PerHead
                && format.scale() == ScaleType.FloatScale.F16
                && isDynamicOnly(format);
        if (!built) {
          refuse(
              Code.DF503,
              "the KV cache as " + format.text(),
              span,
              "int(2..8) per head scale f16 dynamic");
        }
      }
      case NORMS -> {
        boolean built =
            format.element().equals(new FloatElement(8, 23))
                && format.scale() instanceof ScaleType.NoScale;
        if (!built) {
          refuse(Code.DF512, "norms as " + format.text(), span, "float(8, 23), which is fp32");
        }
      }
      case EMBEDDING, LM_HEAD -> throw new IllegalStateException("matrices are checked above");
    }
  }

  private static boolean isBuiltActivation(NumberFormat format) {
    boolean grouped =
        switch (format.grouping()) {
          case Grouping.PerGroup g -> true;
          case Grouping.PerToken t -> true;
          case Grouping.PerRow r -> false;
          case Grouping.PerTensor t -> false;
          case Grouping.PerHead h -> false;
        };
    return format.element() instanceof IntElement
        && grouped
        && (format.scale() == ScaleType.FloatScale.F32
            || format.scale() == ScaleType.FloatScale.F16)
        && isDynamicOnly(format);
  }

  private static boolean isBuiltWeight(NumberFormat format) {
    boolean grouped =
        switch (format.grouping()) {
          case Grouping.PerGroup g -> true;
          case Grouping.PerRow r -> true;
          case Grouping.PerTensor t -> true;
          case Grouping.PerHead h -> false;
          case Grouping.PerToken t -> false;
        };
    return isSmall(format.element())
        && grouped
        && isBuiltScale(format.scale())
        && format.min().map(BuildableChecker::isBuiltScale).orElse(true)
        && scaleBytes(format) <= MAX_SCALE_BYTES
        && !format.dynamic();
  }

  private static boolean isBuiltScale(ScaleType scale) {
    return switch (scale) {
      case ScaleType.FloatScale f -> true;
      case ScaleType.IntScale i -> i.bits() <= MAX_INT_SCALE_BITS;
      case ScaleType.NoScale n -> false;
    };
  }

  /** What the first group of a row has in a word of scales, each in whole bytes. */
  private static int scaleBytes(NumberFormat format) {
    boolean perTensor = format.grouping() instanceof Grouping.PerTensor;
    int second =
        format
            .second()
            .filter(s -> s.grouping() instanceof Grouping.PerGroup)
            .map(s -> bytes(s.scale()))
            .orElse(0);
    return (perTensor ? 0 : bytes(format.scale()))
        + (format.zeroPoint() ? 1 : 0)
        + format.min().map(BuildableChecker::bytes).orElse(0)
        + second * (format.min().isPresent() ? 2 : 1);
  }

  private static int bytes(ScaleType scale) {
    return Math.ceilDiv(scale.bits(), 8);
  }

  /** Whether an element decodes to an integer that the lanes can take. */
  private static boolean isSmall(ElementType element) {
    return switch (element) {
      case IntElement i -> i.bits() <= MAX_WEIGHT_BITS;
      case TernaryElement t -> true;
      case FloatElement f ->
          f.exponent() <= MAX_EXPONENT_BITS && f.exponent() + f.mantissa() < MAX_WEIGHT_BITS;
      case CodebookElement c -> true;
    };
  }

  private static boolean isDynamicOnly(NumberFormat format) {
    return format.dynamic() && isPlain(format);
  }

  private static boolean isPlain(NumberFormat format) {
    return !format.zeroPoint() && format.min().isEmpty() && format.second().isEmpty();
  }

  private void sparsity(Rule<Sparsity> rule, Design design) {
    boolean built =
        switch (rule.value()) {
          case Sparsity.Dense d -> true;
          case Sparsity.NOfM n -> Integer.bitCount(n.group()) == 1 && n.group() <= MAX_SPARSE_GROUP;
          case Sparsity.Block b -> true;
          case Sparsity.SkipZeros s -> true;
        };
    if (!built) {
      refuse(
          Code.DF504,
          "sparsity " + rule.value().text(),
          rule.origin().orElse(design.span()),
          "dense, N of M where M is 2, 4, 8, 16 or 32, or block(ROWS, COLS) N of M");
    }
  }

  private void batch(Design design) {
    if (design.datapath().batch() != 1) {
      refuse(
          Code.DF505,
          "batch " + design.datapath().batch(),
          design.origin("datapath.batch"),
          "batch 1");
    }
  }

  private void memories(Design design) {
    List<Memory> offChip = design.memories().stream().filter(m -> !m.onChip()).toList();
    for (Memory memory : offChip) {
      if (memory.channels() > MAX_CHANNELS || Integer.bitCount(memory.channels()) != 1) {
        refuse(
            Code.DF507,
            memory.channels() + " channels",
            design.origin("memory." + memory.name() + ".channels"),
            "1, 2, 4, 8, 16 or 32; nearest: "
                + Values.neighbours(memory.channels(), 1, MAX_CHANNELS));
      }
    }
    for (Memory memory : offChip.subList(Math.min(1, offChip.size()), offChip.size())) {
      refuse(
          Code.DF506,
          "`" + memory.name() + "` as a second off-chip memory",
          memory.span(),
          "one off-chip memory beside those on chip");
    }
  }

  private void vectorsOnChip(Design design) {
    for (TensorClass vectors : List.of(TensorClass.NORMS, TensorClass.ACTIVATIONS)) {
      for (Rule<Memory> rule : design.placement().rules()) {
        boolean about =
            rule.pattern() instanceof TensorPattern.Single single && single.tensor() == vectors;
        if (about && !rule.value().onChip()) {
          refuse(
              Code.DF509,
              "`" + vectors.text() + "` in `" + rule.value().name() + "`, which is off chip",
              rule.origin().orElse(design.span()),
              "norms and activations in an on_chip memory");
        }
      }
    }
  }

  private void refuse(Code code, String what, Span span, String supported) {
    reporter.error(
        code,
        "the fabric of this version cannot build " + what,
        span,
        "supported now: " + supported);
  }
}
