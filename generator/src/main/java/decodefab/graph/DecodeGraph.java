package decodefab.graph;

import decodefab.model.ModelShape;
import java.util.List;
import java.util.Objects;

/**
 * What one token's step computes.
 *
 * @param shape sizes of the model
 * @param precision formats and group sizes
 * @param prologue operations before the layers
 * @param body operations of one layer, run {@code shape.layers()} times; what they compute with may
 *     differ from layer to layer
 * @param epilogue operations after the layers
 */
public record DecodeGraph(
    ModelShape shape, Precision precision, List<Op> prologue, List<Op> body, List<Op> epilogue) {
  public DecodeGraph {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(precision, "precision");
    prologue = List.copyOf(prologue);
    body = List.copyOf(body);
    epilogue = List.copyOf(epilogue);
    GraphVerifier.verify(prologue, body, epilogue);
  }

  /** Rows of the matrix with this role. */
  public int rows(String role) {
    return switch (role) {
      case "embedding", "lm_head" -> shape.vocab();
      case "attention.q" -> shape.queryDim();
      case "attention.k", "attention.v" -> shape.kvDim();
      case "attention.o", "mlp.down" -> shape.dim();
      case "mlp.gate", "mlp.up" -> shape.hidden();
      default -> throw new IllegalArgumentException("no matrix " + role);
    };
  }

  /** Columns of the matrix with this role. */
  public int columns(String role) {
    return switch (role) {
      case "attention.o" -> shape.queryDim();
      case "mlp.down" -> shape.hidden();
      case "embedding",
          "lm_head",
          "attention.q",
          "attention.k",
          "attention.v",
          "mlp.gate",
          "mlp.up" ->
          shape.dim();
      default -> throw new IllegalArgumentException("no matrix " + role);
    };
  }
}
