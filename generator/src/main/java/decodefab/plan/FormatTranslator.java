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
import decodefab.graph.MatrixFormat;
import decodefab.graph.Precision;
import decodefab.model.ModelShape;
import decodefab.model.TensorNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Translates the formats of a design to what the fabric computes with. */
final class FormatTranslator {
  private final Design design;
  private final ModelShape shape;

  /** Found once for each role: models have many layers, and rules are searched for each. */
  private final Map<String, List<AlikeLayers<MatrixFormat>>> layers = new HashMap<>();

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

  /** A place stands beside its code: with places, trits have two bits each and are not packed. */
  private MatrixFormat matrix(String tensor) {
    TensorFormat format = format(tensor, columns(tensor));
    SparsePattern pattern = pattern(tensor);
    return new MatrixFormat(
        pattern.isSparse() ? format.unpacked() : format, pattern, design.quantizingOf(tensor));
  }

  private List<AlikeLayers<MatrixFormat>> layers(String role) {
    return layers.computeIfAbsent(
        role,
        all -> AlikeLayers.of(all, shape.layers(), layer -> matrix(TensorNames.layer(layer, all))));
  }

  /**
   * All that the matvec engine reads: by role, or by the layers' range where layers differ ({@code
   * layers.0..3.mlp.up}).
   */
  Map<String, MatrixFormat> stored() {
    Map<String, MatrixFormat> all = new LinkedHashMap<>();
    all.put(TensorNames.LM_HEAD, matrix(TensorNames.LM_HEAD));
    for (String role : Precision.LAYER_ROLES) {
      layers(role).forEach(alike -> all.put(alike.name(), alike.value()));
    }
    return all;
  }

  /**
   * What the matvec engine decodes and multiplies: all matrices but the embedding, and the cache.
   *
   * @param probabilityGroup positions of an attention head that share a scale
   */
  MatvecFormats matvecFormats(int probabilityGroup) {
    return MatvecFormats.of(
        stored().values().stream().map(MatvecFormats.Decoder::of).toList(),
        activationGroup(),
        activations(),
        cache(),
        Math.max(shape.headDim(), probabilityGroup));
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
      case Sparsity.SkipZeros s ->
          throw new IllegalStateException(s.text() + " is not of " + tensor);
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
    Map<String, MatrixFormat> matrices = new LinkedHashMap<>();
    // Rows of the embedding are read one at a time and whole, whatever is said of all weights.
    String embedding = TensorNames.EMBEDDING;
    matrices.put(
        embedding,
        new MatrixFormat(
            format(embedding, shape.dim()), SparsePattern.DENSE, design.quantizingOf(embedding)));
    matrices.put(TensorNames.LM_HEAD, matrix(TensorNames.LM_HEAD));
    for (String role : Precision.LAYER_ROLES) {
      List<AlikeLayers<MatrixFormat>> ranges = layers(role);
      if (ranges.size() == 1) {
        matrices.put(role, ranges.getFirst().value());
      } else {
        ranges.forEach(alike -> put(matrices, role, alike));
      }
    }
    return new Precision(
        design.datapath().vector(),
        activationGroup(),
        probabilityGroup,
        kvHeadsPerPass,
        matrices,
        activations(),
        cache(),
        design.sparsity().skipsZeros());
  }

  private static void put(
      Map<String, MatrixFormat> matrices, String role, AlikeLayers<MatrixFormat> alike) {
    for (int layer = alike.first(); layer <= alike.last(); layer++) {
      matrices.put(TensorNames.layer(layer, role), alike.value());
    }
  }

  /** Columns of a matrix, by its role or its name. */
  int columns(String role) {
    return role.endsWith("attention.o")
        ? shape.queryDim()
        : role.endsWith("mlp.down") ? shape.hidden() : shape.dim();
  }
}
