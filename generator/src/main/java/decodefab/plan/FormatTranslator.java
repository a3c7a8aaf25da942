package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.NumberFormat;
import decodefab.design.Sparsity;
import decodefab.format.DynamicFormat;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.graph.Precision;
import decodefab.model.ModelShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translates the formats of a design to what the fabric computes with. */
final class FormatTranslator {
  /** Roles of the matrices of a layer, in the order in which a token reads them. */
  static final List<String> LAYER_ROLES =
      List.of(
          "attention.q",
          "attention.k",
          "attention.v",
          "attention.o",
          "mlp.gate",
          "mlp.up",
          "mlp.down");

  private final Design design;
  private final ModelShape shape;

  FormatTranslator(Design design, ModelShape shape) {
    this.design = design;
    this.shape = shape;
  }

  /** Elements of an activation vector that share a scale. */
  int activationGroup() {
    int whole = Math.max(shape.dim(), Math.max(shape.hidden(), shape.queryDim()));
    int vector = design.datapath().vector();
    return group(design.formatOf("activations"), Math.ceilDiv(whole, vector) * vector);
  }

  /** How activations, queries and probabilities are quantized. */
  DynamicFormat activations() {
    return dynamic("activations");
  }

  /** How keys and values are quantized. */
  DynamicFormat cache() {
    return dynamic("kv_cache");
  }

  private DynamicFormat dynamic(String tensor) {
    NumberFormat format = design.formatOf(tensor);
    if (!(format.element() instanceof IntElement element)) {
      throw new IllegalStateException(format.text() + " was not refused by the checks");
    }
    return new DynamicFormat(element.bits(), ScaleCode.of(format.scale()));
  }

  /** Format of a matrix. */
  TensorFormat format(String tensor, int columns) {
    return TensorFormat.of(design.formatOf(tensor), columns);
  }

  /** Format of a matrix of layer 0, which all layers share. */
  TensorFormat layerFormat(String role) {
    return format("layers.0." + role, columns(role));
  }

  /** Which weights of a matrix are stored. */
  SparsePattern pattern(String tensor) {
    return switch (design.sparsityOf(tensor)) {
      case Sparsity.Dense d -> SparsePattern.DENSE;
      case Sparsity.NOfM n ->
          n.kept() == n.group() ? SparsePattern.DENSE : new SparsePattern(n.kept(), n.group());
      case Sparsity.Block b ->
          throw new IllegalStateException(b.text() + " was not refused by the checks");
    };
  }

  /** Patterns of all that the matvec engine reads, by role. */
  Map<String, SparsePattern> patterns() {
    Map<String, SparsePattern> patterns = new LinkedHashMap<>();
    patterns.put("lm_head", pattern("lm_head"));
    LAYER_ROLES.forEach(role -> patterns.put(role, pattern("layers.0." + role)));
    return patterns;
  }

  private static int group(NumberFormat format, int whole) {
    return switch (format.grouping()) {
      case Grouping.PerGroup g -> g.size();
      case Grouping.PerRow r -> whole;
      case Grouping.PerToken t -> whole;
      case Grouping.PerTensor t -> whole;
      case Grouping.PerHead h -> whole;
    };
  }

  Precision precision(int probabilityGroup, int kvHeadsPerPass) {
    Map<String, TensorFormat> formats = new LinkedHashMap<>();
    formats.put("embedding", format("embedding", shape.dim()));
    formats.put("lm_head", format("lm_head", shape.dim()));
    for (String role : LAYER_ROLES) {
      formats.put(role, layerFormat(role));
    }
    return new Precision(
        design.datapath().vector(),
        activationGroup(),
        probabilityGroup,
        kvHeadsPerPass,
        formats,
        patterns(),
        activations(),
        cache());
  }

  /** Whether a layer's formats and memories are those of layer 0. */
  boolean likeFirstLayer(int layer) {
    for (String role : LAYER_ROLES) {
      String here = "layers." + layer + "." + role;
      String first = "layers.0." + role;
      if (!format(here, columns(role)).equals(format(first, columns(role)))
          || !pattern(here).equals(pattern(first))
          || !design.tierOf(here).equals(design.tierOf(first))) {
        return false;
      }
    }
    return true;
  }

  int columns(String role) {
    return switch (role) {
      case "attention.o" -> shape.queryDim();
      case "mlp.down" -> shape.hidden();
      default -> shape.dim();
    };
  }
}
