package decodefab.graph;

import decodefab.design.Quantizing;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import java.util.Objects;

/**
 * What becomes of a matrix of weights.
 *
 * @param format its codes and scales
 * @param pattern which weights are stored
 * @param by how its codes are found; of no meaning to the hardware
 */
public record MatrixFormat(TensorFormat format, SparsePattern pattern, Quantizing by) {
  public MatrixFormat {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(by, "by");
  }

  /** All weights of a matrix are stored, each as the nearest code. */
  public static MatrixFormat dense(TensorFormat format) {
    return new MatrixFormat(format, SparsePattern.DENSE, Quantizing.NEAREST);
  }

  /** How its codes are found, behind a format; nothing where they are the nearest. */
  public String byText() {
    return by == Quantizing.NEAREST ? "" : " by " + by.text();
  }
}
