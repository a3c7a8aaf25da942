package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrices to codes, by every rule. */
class QuantizerTest {
  private static float[][] weights(int rows, int cols, double size, long seed) {
    Random random = new Random(seed);
    float[][] matrix = new float[rows][cols];
    for (float[] row : matrix) {
      for (int c = 0; c < cols; c++) {
        row[c] = (float) (size * random.nextGaussian());
      }
    }
    return matrix;
  }

  private static RowReader reader(float[][] matrix) {
    return (row, into) -> System.arraycopy(matrix[row], 0, into, 0, into.length);
  }

  private static QuantizedTensor quantize(TensorFormat format, ScaleRule rule, float[][] matrix)
      throws Exception {
    return new MatrixQuantizer(format, rule)
        .quantize(matrix.length, matrix[0].length, reader(matrix));
  }

  private static float[][] dequantized(QuantizedTensor tensor) {
    float[][] matrix = new float[tensor.rows()][tensor.cols()];
    for (int r = 0; r < tensor.rows(); r++) {
      for (int c = 0; c < tensor.cols(); c++) {
        matrix[r][c] = tensor.dequantized(r, c);
      }
    }
    return matrix;
  }

  private static double squaredError(float[][] one, float[][] other) {
    double sum = 0;
    for (int r = 0; r < one.length; r++) {
      for (int c = 0; c < one[r].length; c++) {
        sum += Math.pow(one[r][c] - (double) other[r][c], 2);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void isThePlainFormulaWithHalfPrecisionScales(int bits) throws Exception {
    float[][] matrix = weights(40, 100, 0.02, bits);
    matrix[3] = new float[100];
    QuantizedTensor tensor =
        quantize(
            TensorFormat.grouped(ElementCodes.signed(bits), 32, ScaleCode.F16),
            new FullRange(),
            matrix);
    int largest = (1 << (bits - 1)) - 1;
    for (int r = 0; r < 40; r++) {
      for (int g = 0; g < 4; g++) {
        int to = Math.min(100, 32 * g + 32);
        float max = 0;
        for (int c = 32 * g; c < to; c++) {
          max = Math.max(max, Math.abs(matrix[r][c]));
        }
        short scale = Float.floatToFloat16(max / largest);
        assertThat(tensor.scaleCode(r, g)).isEqualTo(scale & 0xFFFF);
        float step = Float.float16ToFloat(scale);
        for (int c = 32 * g; c < to; c++) {
          double code = step == 0 ? 0 : Math.rint((double) matrix[r][c] / step);
          assertThat((double) tensor.value(r, c))
              .isEqualTo(Math.max(-largest, Math.min(largest, code)) + 0.0);
        }
      }
    }
  }

  @Test
  void quantizingAgainChangesNothing() throws Exception {
    int checked = 0;
    for (int group : new int[] {16, 32, 128}) {
      for (Map.Entry<TensorFormat, ScaleRule> entry : Formats.oneLevel(group).entrySet()) {
        for (double size : new double[] {0.01, 1, 30}) {
          float[][] matrix = weights(4, 72, size, checked);
          float[][] once = dequantized(quantize(entry.getKey(), entry.getValue(), matrix));
          float[][] twice = dequantized(quantize(entry.getKey(), entry.getValue(), once));
          assertThat(twice).as("%s of size %s", entry.getKey(), size).isDeepEqualTo(once);
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(3 * 3 * 30);
  }

  @Test
  void recoversCodesThatMissTheLargest() throws Exception {
    // 5 is the largest magnitude, so the scale of the full range would be 5 / 7 of the true one.
    float[][] matrix = {{0.25f * 5, -0.25f * 3, 0.25f, 0, 0.25f * 2, -0.25f * 4, 0, 0.25f}};
    TensorFormat format = TensorFormat.grouped(ElementCodes.signed(4), 8, ScaleCode.F16);
    QuantizedTensor tensor = quantize(format, new FullRange(), matrix);
    assertThat(dequantized(tensor)).isDeepEqualTo(matrix);
    QuantizedTensor rounded =
        new MatrixQuantizer(format, new FullRange(), false).quantize(1, 8, reader(matrix));
    assertThat(dequantized(rounded)).isNotEqualTo(matrix);
  }

  @Test
  void recoversTheMostNegativeCodeUnderNegativeScale() throws Exception {
    // As llama.cpp writes Q4_0: the largest weight is -8 times a negative scale.
    float[][] matrix = {{0.5f * 8, -0.5f * 7, 0.5f * 3, 0}};
    TensorFormat format = TensorFormat.grouped(ElementCodes.signed(4), 4, ScaleCode.F16);
    QuantizedTensor tensor = quantize(format, new FullRange(), matrix);
    assertThat(dequantized(tensor)).isDeepEqualTo(matrix);
    assertThat(tensor.value(0, 0)).isEqualTo(-8);
    assertThat(tensor.scale(0, 0)).isEqualTo(-0.5f);
  }

  @Test
  void recoversTernaryUnderOneScale() throws Exception {
    float[][] matrix = {{0.3f, 0, -0.3f, 0}, {0, 0, 0, 0.3f}};
    TensorFormat bitnet =
        TensorFormat.grouped(ElementCodes.ternary(), 4, ScaleCode.ONE).underTensor(ScaleCode.F32);
    QuantizedTensor tensor = quantize(bitnet, new AbsMean(), matrix);
    assertThat(tensor.tensorScale()).isEqualTo(0.3f);
    assertThat(dequantized(tensor)).isDeepEqualTo(matrix);
  }

  @Test
  void scalesTernaryByMeanMagnitude() throws Exception {
    float[][] matrix = {{0.5f, 0.25f, -1, 0.25f}};
    TensorFormat format = TensorFormat.grouped(ElementCodes.ternary(), 4, ScaleCode.F16);
    QuantizedTensor tensor = quantize(format, new AbsMean(), matrix);
    assertThat(tensor.scale(0, 0)).isEqualTo(0.5f);
    assertThat(dequantized(tensor)).isDeepEqualTo(new float[][] {{0.5f, 0, -0.5f, 0}});
  }

  @Test
  void microscalingFollowsTheSpecification() throws Exception {
    TensorFormat mxfp4 = TensorFormat.grouped(ElementCodes.smallFloat(2, 1), 4, ScaleCode.E8M0);
    // floor(log2(7.9)) - 2 = 0: 7.9 saturates at 6; rounding up gives 2 and 7.9 becomes 8.
    float[][] matrix = {{7.9f, 1.1f, -0.3f, 0.1f}};
    QuantizedTensor down = quantize(mxfp4, Microscaling.DOWN, matrix);
    assertThat(down.scaleCode(0, 0)).isEqualTo(127);
    assertThat(dequantized(down)[0]).containsExactly(6, 1, -0.5f, 0);
    QuantizedTensor up = quantize(mxfp4, Microscaling.UP, matrix);
    assertThat(up.scaleCode(0, 0)).isEqualTo(128);
    assertThat(dequantized(up)[0][0]).isEqualTo(8);
  }

  @Test
  void searchingTheScaleNeverCostsError() throws Exception {
    int better = 0;
    for (TensorFormat format : Formats.oneLevel(32).keySet()) {
      float[][] matrix = weights(8, 64, 0.05, format.hashCode());
      double plain = squaredError(matrix, dequantized(quantize(format, new FullRange(), matrix)));
      double searched =
          squaredError(matrix, dequantized(quantize(format, new LeastSquares(40), matrix)));
      assertThat(searched).as(format.text()).isLessThanOrEqualTo(plain);
      better += searched < 0.99 * plain ? 1 : 0;
    }
    assertThat(better).isGreaterThan(5);
  }

  @Test
  void zeroPointKeepsZeroExact() throws Exception {
    float[][] matrix = {{0, 1, 2, 3, 4, 5, 6, 6.7f}, {0, -1, -2, -3, -4, -5, -6, -6.7f}};
    TensorFormat awq =
        TensorFormat.grouped(ElementCodes.unsigned(4), 8, ScaleCode.F16)
            .withOffset(new Offset.ZeroPoint());
    QuantizedTensor tensor = quantize(awq, new FullRange(), matrix);
    assertThat(tensor.zero(0, 0)).isZero();
    assertThat(tensor.zero(1, 0)).isEqualTo(15);
    for (int r = 0; r < 2; r++) {
      assertThat(tensor.dequantized(r, 0)).isZero();
      for (int c = 0; c < 8; c++) {
        assertThat(tensor.dequantized(r, c)).isBetween(matrix[r][c] - 0.25f, matrix[r][c] + 0.25f);
      }
    }
  }

  @Test
  void twoLevelsCostLittle() throws Exception {
    TensorFormat nvfp4 =
        TensorFormat.grouped(ElementCodes.smallFloat(2, 1), 16, ScaleCode.E4M3)
            .underTensor(ScaleCode.F32);
    Map<TensorFormat, TensorFormat> pairs =
        Map.of(
            GgufBlock.Q4_K.format(),
            GgufBlock.Q4_1.format(),
            GgufBlock.Q6_K.format(),
            TensorFormat.grouped(ElementCodes.signed(6), 16, ScaleCode.F32),
            nvfp4,
            TensorFormat.grouped(ElementCodes.smallFloat(2, 1), 16, ScaleCode.F32));
    for (Map.Entry<TensorFormat, TensorFormat> pair : pairs.entrySet()) {
      float[][] matrix = weights(6, 300, 0.03, 5);
      double two =
          squaredError(matrix, dequantized(quantize(pair.getKey(), new FullRange(), matrix)));
      double one =
          squaredError(matrix, dequantized(quantize(pair.getValue(), new FullRange(), matrix)));
      assertThat(two).as(pair.getKey().text()).isBetween(0.8 * one, 1.3 * one);
    }
  }

  @Test
  void saysWhereScaleOverflows() {
    float[][] matrix = {{1, 1, 1e6f, 1}};
    TensorFormat format = TensorFormat.grouped(ElementCodes.signed(4), 2, ScaleCode.F16);
    assertThatThrownBy(() -> quantize(format, new FullRange(), matrix))
        .isInstanceOf(ScaleOverflowException.class)
        .hasMessage(
            "row 0, column 2: the largest weight 1000000.0 needs a scale that"
                + " int(4) per group(2) scale f16 does not hold");
  }

  @Test
  void zerosStayZeros() throws Exception {
    for (Map.Entry<TensorFormat, ScaleRule> entry : Formats.oneLevel(4).entrySet()) {
      QuantizedTensor tensor = quantize(entry.getKey(), entry.getValue(), new float[2][8]);
      for (float[] row : dequantized(tensor)) {
        assertThat(row).containsOnly(0);
      }
    }
  }
}
