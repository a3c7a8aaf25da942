package decodefab.model;

import java.util.Objects;

/**
 * One tensor that a shape calls for.
 *
 * @param name its name, one of {@link TensorNames}
 * @param rows outputs; 1 for a vector
 * @param cols inputs, or the length of a vector
 * @param vector whether it is a vector
 */
public record TensorSpec(String name, int rows, int cols, boolean vector) {
  public TensorSpec {
    Objects.requireNonNull(name, "name");
    if (rows < 1 || cols < 1 || (vector && rows != 1)) {
      throw new IllegalArgumentException("tensor " + name + " of " + rows + " x " + cols);
    }
  }

  /** A vector of some length. */
  static TensorSpec vector(String name, int length) {
    return new TensorSpec(name, 1, length, true);
  }

  /** A matrix. */
  static TensorSpec matrix(String name, int rows, int cols) {
    return new TensorSpec(name, rows, cols, false);
  }
}
