package decodefab.graph;

import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import java.util.Objects;

/**
 * What becomes of a matrix of weights.
 *
 * @param format its codes and scales
 * @param pattern which weights are stored
 */
public record MatrixFormat(TensorFormat format, SparsePattern pattern) {
  public MatrixFormat {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(pattern, "pattern");
  }

  /** All weights of a matrix are stored. */
  public static MatrixFormat dense(TensorFormat format) {
    return new MatrixFormat(format, SparsePattern.DENSE);
  }
}
