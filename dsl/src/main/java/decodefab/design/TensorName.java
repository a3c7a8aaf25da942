package decodefab.design;

import java.util.Objects;
import java.util.Optional;

/**
 * A tensor of a model by its canonical name: {@code embedding}, {@code lm_head}, {@code
 * layers.N.attention.q|k|v|o}, {@code layers.N.mlp.gate|up|down}, {@code norms}, {@code
 * activations}, {@code kv_cache}.
 */
public sealed interface TensorName {
  /** The canonical name. */
  String text();

  /** The name without its layer: {@code mlp.up}; all of it for what is in no layer. */
  String role();

  /** Whether it is a matrix of weights. */
  boolean isMatrix();

  /** A tensor that there is once. */
  record Whole(TensorClass tensor) implements TensorName {
    public Whole {
      Objects.requireNonNull(tensor, "tensor");
    }

    @Override
    public String text() {
      return tensor.text();
    }

    @Override
    public String role() {
      return tensor.text();
    }

    @Override
    public boolean isMatrix() {
      return tensor.isMatrix();
    }
  }

  /**
   * A matrix of one layer.
   *
   * @param layer from 0
   */
  record InLayer(int layer, LayerMatrix matrix) implements TensorName {
    public InLayer {
      Objects.requireNonNull(matrix, "matrix");
      if (layer < 0) {
        throw new IllegalArgumentException("layer " + layer);
      }
    }

    @Override
    public String text() {
      return "layers." + layer + "." + matrix.text();
    }

    @Override
    public String role() {
      return matrix.text();
    }

    @Override
    public boolean isMatrix() {
      return true;
    }
  }

  /**
   * Reads a canonical name.
   *
   * @throws IllegalArgumentException when it is none
   */
  static TensorName parse(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("no tensor is called " + text));
  }

  private static Optional<TensorName> find(String text) {
    for (TensorClass tensor : TensorClass.values()) {
      if (tensor.text().equals(text)) {
        return Optional.of(new Whole(tensor));
      }
    }
    if (!text.matches("layers\\.[0-9]{1,6}\\..+")) {
      return Optional.empty();
    }
    int dot = text.indexOf('.', "layers.".length());
    int layer = Integer.parseInt(text.substring("layers.".length(), dot));
    for (LayerMatrix matrix : LayerMatrix.values()) {
      if (matrix.text().equals(text.substring(dot + 1))) {
        return Optional.of(new InLayer(layer, matrix));
      }
    }
    return Optional.empty();
  }
}
