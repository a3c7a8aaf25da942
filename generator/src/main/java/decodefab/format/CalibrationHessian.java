package decodefab.format;

/**
 * Second moments of the activations that a matrix is multiplied with, over a calibration text: the
 * Hessian of the squared output error, but for a factor that cancels.
 */
public final class CalibrationHessian {
  private final int size;
  private final double[][] moments;
  private long samples;

  /**
   * No samples yet.
   *
   * @param size columns of the matrix
   */
  public CalibrationHessian(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a Hessian of " + size);
    }
    this.size = size;
    this.moments = new double[size][size];
  }

  /** Columns of the matrix. */
  public int size() {
    return size;
  }

  /** Vectors added. */
  public long samples() {
    return samples;
  }

  /** Adds one activation vector, with all its cross terms. */
  public void add(float[] activations) {
    require(activations);
    for (int i = 0; i < size; i++) {
      double[] row = moments[i];
      double factor = activations[i];
      for (int j = 0; factor != 0 && j <= i; j++) {
        row[j] += factor * activations[j];
      }
    }
    samples++;
  }

  /**
   * Adds one activation vector without cross terms: columns then do not mend each other's error.
   */
  public void addDiagonal(float[] activations) {
    require(activations);
    for (int i = 0; i < size; i++) {
      moments[i][i] += (double) activations[i] * activations[i];
    }
    samples++;
  }

  private void require(float[] activations) {
    if (activations.length != size) {
      throw new IllegalArgumentException(activations.length + " activations for " + size);
    }
  }

  /**
   * The upper triangular U with U^T U = (H + damping x mean(diagonal) I)^-1. Columns without any
   * activation count as if they had the mean one.
   */
  double[][] inverseFactor(double damping) {
    double[][] factor = symmetric(damping);
    factorBackwards(factor);
    return invertUpper(factor);
  }

  private double[][] symmetric(double damping) {
    double mean = 0;
    for (int i = 0; i < size; i++) {
      mean += moments[i][i] / size;
    }
    double dead = mean == 0 ? 1 : mean;
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = moments[i][j];
        matrix[j][i] = moments[i][j];
      }
      matrix[i][i] = (moments[i][i] == 0 ? dead : moments[i][i]) + damping * dead;
    }
    return matrix;
  }

  /** Replaces a matrix by the upper triangular R with R R^T equal to it: Cholesky from the end. */
  private void factorBackwards(double[][] a) {
    for (int j = size - 1; j >= 0; j--) {
      double pivot = a[j][j];
      for (int k = j + 1; k < size; k++) {
        pivot -= a[j][k] * a[j][k];
      }
      if (!(pivot > 0)) {
        throw new ArithmeticException("the Hessian is not positive definite at column " + j);
      }
      a[j][j] = Math.sqrt(pivot);
      for (int i = 0; i < j; i++) {
        double sum = a[i][j];
        for (int k = j + 1; k < size; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = sum / a[j][j];
      }
    }
  }

  /** H = R R^T, so its inverse is (R^-1)^T R^-1, and R^-1 is upper triangular. */
  private double[][] invertUpper(double[][] r) {
    double[][] inverse = new double[size][size];
    for (int j = size - 1; j >= 0; j--) {
      inverse[j][j] = 1 / r[j][j];
      for (int k = j + 1; k < size; k++) {
        double factor = r[j][k];
        for (int c = k; factor != 0 && c < size; c++) {
          inverse[j][c] -= factor * inverse[k][c];
        }
      }
      for (int c = j + 1; c < size; c++) {
        inverse[j][c] /= r[j][j];
      }
    }
    return inverse;
  }
}
