package decodefab.dsl.check;

import decodefab.design.InlineModel;
import decodefab.design.LayerRange;
import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.ModelPart;
import decodefab.dsl.ast.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inline model: all sizes there, in range, and in agreement with each other. */
final class ModelChecker {
  private static final int MAX_VOCAB = 1 << 20;
  private static final int MAX_DIM = 1 << 16;
  private static final int MAX_CONTEXT = (1 << 20) - 1;
  private static final int MAX_HEAD_DIM = 1024;
  private static final int DEFAULT_CONTEXT = 2048;
  private static final double DEFAULT_EPS = 1e-5;

  private final Values values;
  private final OriginTable origins;
  private final LayerReader layers;
  private final Reporter reporter;

  ModelChecker(Values values, OriginTable origins, BuildableChecker buildable, Reporter reporter) {
    this.values = values;
    this.origins = origins;
    this.layers = new LayerReader(values, buildable, reporter);
    this.reporter = reporter;
  }

  /** The model's shape; empty when anything about it is wrong. */
  Optional<InlineModel> check(Clause.ModelBlock block) {
    Map<String, ModelPart> parts = parts(block);
    Optional<LayerReader.Shape> layer =
        parts.get("layer") instanceof ModelPart.Layer l ? layers.layer(l) : Optional.empty();
    boolean head = parts.get("head") instanceof ModelPart.Head h && layers.head(h);
    Optional<Integer> vocab = count(parts, "vocab", 2, MAX_VOCAB);
    Optional<Integer> dim = count(parts, "dim", 2, MAX_DIM);
    Optional<Integer> layerCount = count(parts, "layers", 1, LayerRange.MAX_LAYERS);
    Optional<Integer> context = count(parts, "context", 1, MAX_CONTEXT);
    Optional<Integer> headDim = count(parts, "head_dim", 2, MAX_HEAD_DIM);
    Optional<Double> eps = size(parts, "eps").flatMap(q -> values.real(q, "eps", "1e-12", "0.1"));
    if (missing(parts, block.span()) || reporter.hasErrors() || layer.isEmpty() || !head) {
      return Optional.empty();
    }
    LayerReader.Shape shape = layer.get();
    Optional<Integer> derived = headDim(parts, dim.orElseThrow(), headDim, shape);
    return derived.map(
        d ->
            new InlineModel(
                vocab.orElseThrow(),
                dim.orElseThrow(),
                layerCount.orElseThrow(),
                context.orElse(DEFAULT_CONTEXT),
                shape.heads(),
                shape.kvHeads(),
                d,
                shape.hidden(),
                shape.ropeTheta(),
                eps.orElse(DEFAULT_EPS),
                parts.containsKey("tied"),
                block.span()));
  }

  private Map<String, ModelPart> parts(Clause.ModelBlock block) {
    Map<String, ModelPart> parts = new HashMap<>();
    for (ModelPart part : block.parts()) {
      String key =
          switch (part) {
            case ModelPart.Size s -> s.key().text();
            case ModelPart.Tied t -> "tied";
            case ModelPart.Layer l -> "layer";
            case ModelPart.Head h -> "head";
          };
      if (parts.putIfAbsent(key, part) == null) {
        origins.note("model." + key, part.span());
      } else {
        origins.twice(key, part.span());
      }
    }
    return parts;
  }

  private boolean missing(Map<String, ModelPart> parts, Span span) {
    List<String> missing = new ArrayList<>(List.of("vocab", "dim", "layers", "layer", "head"));
    missing.removeAll(parts.keySet());
    if (!missing.isEmpty()) {
      reporter.error(
          Code.DF406,
          "the model lacks " + String.join(", ", missing),
          span,
          "a whole one: vocab 512 dim 64 layers 5 layer { ... } head linear(rmsnorm(x))");
    }
    return !missing.isEmpty();
  }

  private Optional<Integer> headDim(
      Map<String, ModelPart> parts, int dim, Optional<Integer> written, LayerReader.Shape shape) {
    Span span = parts.getOrDefault("head_dim", parts.get("dim")).span();
    if (written.isEmpty() && dim % shape.heads() != 0) {
      reporter.error(
          Code.DF410,
          "dim " + dim + " is not a multiple of heads " + shape.heads(),
          span,
          "write a dim such as "
              + Math.max(1, dim / shape.heads()) * shape.heads()
              + ", or the size of one head as head_dim");
      return Optional.empty();
    }
    int headDim = written.orElse(dim / shape.heads());
    if (headDim % 2 != 0) {
      reporter.error(
          Code.DF410,
          "heads of " + headDim + " elements cannot be turned by rope, which works on pairs",
          span,
          "nearest legal head_dim: " + (headDim + 1));
      return Optional.empty();
    }
    return Optional.of(headDim);
  }

  private Optional<Integer> count(Map<String, ModelPart> parts, String key, int min, int max) {
    return size(parts, key).flatMap(q -> values.count(q, key, min, max));
  }

  private static Optional<Quantity> size(Map<String, ModelPart> parts, String key) {
    return parts.get(key) instanceof ModelPart.Size s ? Optional.of(s.value()) : Optional.empty();
  }
}
