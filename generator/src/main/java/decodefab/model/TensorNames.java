package decodefab.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The names by which every later stage calls a model's tensors, whatever the file they came from
 * calls them. These are also the names that {@code quantize} and {@code sparsity} patterns match.
 */
public final class TensorNames {
  /** Token vectors, {@code [vocab][dim]}. */
  public static final String EMBEDDING = "embedding";

  /** Output matrix, {@code [vocab][dim]}; the embedding where the head is tied. */
  public static final String LM_HEAD = "lm_head";

  /** Weights of the norm before the head, {@code [dim]}. */
  public static final String FINAL_NORM = "final_norm";

  private TensorNames() {}

  /** Norm before attention, {@code [dim]}. */
  public static String attentionNorm(int layer) {
    return layer(layer, "attention_norm");
  }

  /** Query projection, {@code [heads * headDim][dim]}. */
  public static String query(int layer) {
    return layer(layer, "attention.q");
  }

  /** Key projection, {@code [kvHeads * headDim][dim]}. */
  public static String key(int layer) {
    return layer(layer, "attention.k");
  }

  /** Value projection, {@code [kvHeads * headDim][dim]}. */
  public static String value(int layer) {
    return layer(layer, "attention.v");
  }

  /** Projection back to the residual, {@code [dim][heads * headDim]}. */
  public static String output(int layer) {
    return layer(layer, "attention.o");
  }

  /** Norm before the feed-forward part, {@code [dim]}. */
  public static String mlpNorm(int layer) {
    return layer(layer, "mlp_norm");
  }

  /** Gate matrix, {@code [hidden][dim]}. */
  public static String gate(int layer) {
    return layer(layer, "mlp.gate");
  }

  /** Up matrix, {@code [hidden][dim]}. */
  public static String up(int layer) {
    return layer(layer, "mlp.up");
  }

  /** Down matrix, {@code [dim][hidden]}. */
  public static String down(int layer) {
    return layer(layer, "mlp.down");
  }

  /**
   * A tensor of a layer.
   *
   * @param part its name within the layer, such as {@code mlp.up}
   */
  public static String layer(int layer, String part) {
    return "layers." + layer + "." + part;
  }

  /** Every tensor that is stored for a shape, in the order in which a token uses them. */
  public static List<TensorSpec> all(ModelShape shape) {
    int dim = shape.dim();
    List<TensorSpec> tensors = new ArrayList<>();
    tensors.add(TensorSpec.matrix(EMBEDDING, shape.vocab(), dim));
    for (int n = 0; n < shape.layers(); n++) {
      tensors.add(TensorSpec.vector(attentionNorm(n), dim));
      tensors.add(TensorSpec.matrix(query(n), shape.queryDim(), dim));
      tensors.add(TensorSpec.matrix(key(n), shape.kvDim(), dim));
      tensors.add(TensorSpec.matrix(value(n), shape.kvDim(), dim));
      tensors.add(TensorSpec.matrix(output(n), dim, shape.queryDim()));
      tensors.add(TensorSpec.vector(mlpNorm(n), dim));
      tensors.add(TensorSpec.matrix(gate(n), shape.hidden(), dim));
      tensors.add(TensorSpec.matrix(up(n), shape.hidden(), dim));
      tensors.add(TensorSpec.matrix(down(n), dim, shape.hidden()));
    }
    tensors.add(TensorSpec.vector(FINAL_NORM, dim));
    if (!shape.tiedHead()) {
      tensors.add(TensorSpec.matrix(LM_HEAD, shape.vocab(), dim));
    }
    return List.copyOf(tensors);
  }
}
