package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.NumberFormat;
import decodefab.design.Sparsity;
import decodefab.format.BlockSize;
import decodefab.format.DynamicFormat;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.graph.AlikeLayers;
import decodefab.graph.Precision;
import decodefab.model.ModelShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Translates the formats of a design to what the fabric computes with. */
final class FormatTranslator {
  /** Roles of the matrices of a layer, in the order in which a token reads them. */
  static final List<String> LAYER_ROLES = Precision.LAYER_ROLES;

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

  /** How a matrix is stored. */
  record Stored(TensorFormat format, SparsePattern pattern) {}

  private Stored stored(String role, int layer) {
    String tensor = "layers." + layer + "." + role;
    return new Stored(format(tensor, columns(role)), pattern(tensor));
  }

  /**
   * All that the matvec engine reads: by role, or by the layers' range where layers differ ({@code
   * layers.0..3.mlp.up}).
   */
  Map<String, Stored> stored() {
    Map<String, Stored> all = new LinkedHashMap<>();
    all.put("lm_head", new Stored(format("lm_head", shape.dim()), pattern("lm_head")));
    for (String role : LAYER_ROLES) {
      AlikeLayers.of(role, shape.layers(), layer -> stored(role, layer))
          .forEach(alike -> all.put(alike.name(), alike.value()));
    }
    return all;
  }

  /** Which weights of a matrix are stored. */
  SparsePattern pattern(String tensor) {
    return switch (design.sparsityOf(tensor)) {
      case Sparsity.Dense d -> SparsePattern.DENSE;
      case Sparsity.NOfM n ->
          n.kept() == n.group()
              ? SparsePattern.DENSE
              : new SparsePattern(n.kept(), n.group(), n.by());
      case Sparsity.Block b ->
          b.share().kept() == b.share().group()
              ? SparsePattern.DENSE
              : new SparsePattern(
                  b.share().kept(),
                  b.share().group(),
                  b.by(),
                  Optional.of(new BlockSize(b.rows(), b.cols())));
    };
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
    Map<String, SparsePattern> patterns = new LinkedHashMap<>();
    formats.put("embedding", format("embedding", shape.dim()));
    formats.put("lm_head", format("lm_head", shape.dim()));
    patterns.put("lm_head", pattern("lm_head"));
    for (String role : LAYER_ROLES) {
      boolean alike = AlikeLayers.of(role, shape.layers(), l -> stored(role, l)).size() == 1;
      for (int layer = 0; layer < (alike ? 1 : shape.layers()); layer++) {
        Stored stored = stored(role, layer);
        String name = alike ? role : "layers." + layer + "." + role;
        formats.put(name, stored.format());
        patterns.put(name, stored.pattern());
      }
    }
    return new Precision(
        design.datapath().vector(),
        activationGroup(),
        probabilityGroup,
        kvHeadsPerPass,
        formats,
        patterns,
        activations(),
        cache());
  }

  /** Columns of a matrix of the layers, by its role or its name. */
  int columns(String role) {
    return role.endsWith("attention.o")
        ? shape.queryDim()
        : role.endsWith("mlp.down") ? shape.hidden() : shape.dim();
  }
}
