package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Error feedback against plain rounding, on activations whose columns go together. */
class GptqQuantizerTest {
  private static final int COLS = 48;
  private static final int ROWS = 24;

  private final Random random = new Random(7);
  private final float[][] weights = gaussian(ROWS, COLS);
  private final float[][] activations = correlated(200);

  private float[][] gaussian(int rows, int cols) {
    float[][] matrix = new float[rows][cols];
    for (float[] row : matrix) {
      for (int c = 0; c < cols; c++) {
        row[c] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }

  private float[][] correlated(int samples) {
    float[][] mixing = gaussian(8, COLS);
    float[][] result = gaussian(samples, COLS);
    for (float[] sample : result) {
      for (float[] direction : mixing) {
        double size = 3 * random.nextGaussian();
        for (int c = 0; c < COLS; c++) {
          sample[c] += (float) (size * direction[c]);
        }
      }
    }
    return result;
  }

  private double outputError(QuantizedTensor tensor) {
    double sum = 0;
    for (float[] x : activations) {
      for (int r = 0; r < ROWS; r++) {
        double difference = 0;
        for (int c = 0; c < COLS; c++) {
          difference += (weights[r][c] - (double) tensor.dequantized(r, c)) * x[c];
        }
        sum += difference * difference;
      }
    }
    return sum;
  }

  private RowReader reader() {
    return (row, into) -> System.arraycopy(weights[row], 0, into, 0, COLS);
  }

  @Test
  void feedbackLowersTheOutputError() throws Exception {
    CalibrationHessian hessian = new CalibrationHessian(COLS);
    for (float[] x : activations) {
      hessian.add(x);
    }
    int checked = 0;
    for (TensorFormat format : Formats.oneLevel(16).keySet()) {
      if (format.element().bits() > 4 || format.scale().equals(ScaleCode.E8M0)) {
        continue;
      }
      QuantizedTensor plain =
          new MatrixQuantizer(format, new FullRange()).quantize(ROWS, COLS, reader());
      QuantizedTensor mended =
          new GptqQuantizer(format, new FullRange(), hessian).quantize(ROWS, reader());
      assertThat(outputError(mended)).as(format.text()).isLessThan(0.6 * outputError(plain));
      checked++;
    }
    assertThat(checked).isEqualTo(12);
  }

  @Test
  void independentColumnsAreRoundedAsTheyAre() throws Exception {
    CalibrationHessian hessian = new CalibrationHessian(COLS);
    for (float[] x : activations) {
      hessian.addDiagonal(x);
    }
    TensorFormat format = TensorFormat.grouped(ElementCodes.signed(4), 16, ScaleCode.F16);
    QuantizedTensor plain =
        new MatrixQuantizer(format, new FullRange()).quantize(ROWS, COLS, reader());
    QuantizedTensor mended =
        new GptqQuantizer(format, new FullRange(), hessian).quantize(ROWS, reader());
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLS; c++) {
        assertThat(mended.code(r, c)).isEqualTo(plain.code(r, c));
      }
    }
  }

  @Test
  void factorIsThatOfTheInverse() {
    CalibrationHessian hessian = new CalibrationHessian(3);
    hessian.add(new float[] {1, 2, 0});
    hessian.add(new float[] {0, 1, 1});
    hessian.add(new float[] {3, 0, 1});
    double[][] h = {{10, 2, 3}, {2, 5, 1}, {3, 1, 2}};
    double[][] u = hessian.inverseFactor(0);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          for (int l = 0; l < 3; l++) {
            product += h[i][k] * u[l][k] * u[l][j];
          }
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(j >= i || u[i][j] == 0).isTrue();
      }
    }
  }
}
