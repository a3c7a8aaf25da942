package decodefab.model;

import decodefab.diag.InputException;

/** The weights of a model by the names of {@link TensorNames}. */
public interface ModelWeights {
  /** The model's sizes, from which follow its tensors: {@link TensorNames#all}. */
  ModelShape shape();

  /**
   * A whole vector, such as the weights of a norm; a fresh array.
   *
   * @throws IllegalArgumentException when the shape has no such vector
   * @throws InputException when a weight is NaN or infinite
   */
  float[] vector(String name) throws InputException;

  /**
   * A matrix, read row by row. A tied head is the embedding.
   *
   * @throws IllegalArgumentException when the shape has no such matrix
   */
  FloatMatrix matrix(String name);
}
