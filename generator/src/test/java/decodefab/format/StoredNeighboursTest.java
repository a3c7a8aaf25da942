package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredNeighboursTest {
  private static final SparsePattern HALF = new SparsePattern(2, 4);
  private static final TensorFormat Q4_1 =
      TensorFormat.grouped(ElementCodes.unsigned(4), 8, ScaleCode.F16)
          .withOffset(new Offset.Min(ScaleCode.F16));

  private static final float[] ROW = {0, 3, 0, 5, 0, 0, 0, 0, 2, 0};

  @Test
  void areWeightsThatAreNotZeroAndOneOfEachGroup() {
    boolean[] stored = StoredNeighbours.of(Q4_1, HALF).of(ROW);
    assertThat(stored)
        .containsExactly(false, true, false, true, true, false, false, false, true, false);
  }

  @Test
  void areAllWithoutMinimaOrPattern() {
    TensorFormat plain = TensorFormat.grouped(ElementCodes.signed(4), 8, ScaleCode.F16);
    assertThat(StoredNeighbours.of(plain, HALF).of(ROW)).doesNotContain(false);
    assertThat(StoredNeighbours.of(Q4_1, new SparsePattern(3, 4)).of(ROW)).doesNotContain(false);
  }

  /** Weights from 3 to 5 have a minimum near 3, and the zeros between them stay zeros. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void haveNoPartInTheScale(boolean searched) throws Exception {
    ScaleRule rule = searched ? new LeastSquares(21) : new FullRange();
    float[] weights = {0, 3.01f, 0, 5.02f, 4.4f, 0, 3.5f, 0};
    QuantizedTensor sparse =
        new MatrixQuantizer(Q4_1, rule)
            .storing(HALF)
            .quantize(1, 8, (r, into) -> copy(weights, into));
    float[] kept = {3.01f, 5.02f, 4.4f, 3.5f};
    QuantizedTensor dense =
        new MatrixQuantizer(Q4_1, rule).quantize(1, 4, (r, into) -> copy(kept, into));
    assertThat(sparse.scaleCode(0, 0)).isEqualTo(dense.scaleCode(0, 0));
    assertThat(sparse.offsetCode(0, 0)).isEqualTo(dense.offsetCode(0, 0));
    int next = 0;
    for (int c = 0; c < 8; c++) {
      assertThat(sparse.stores(0, c)).isEqualTo(weights[c] != 0);
      assertThat(sparse.dequantized(0, c))
          .isEqualTo(weights[c] == 0 ? 0 : dense.dequantized(0, next++));
    }
  }

  @Test
  void comeOutAsTheyWereQuantizedBefore() throws Exception {
    float[] weights = new float[32];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = c % 4 < 2 ? 2 + 0.25f * (c * 7 % 16) : 0;
    }
    QuantizedTensor sparse =
        new MatrixQuantizer(Q4_1, new FullRange())
            .storing(HALF)
            .quantize(1, 32, (r, into) -> copy(weights, into));
    for (int c = 0; c < weights.length; c++) {
      assertThat(sparse.dequantized(0, c)).as("column %d", c).isEqualTo(weights[c]);
    }
  }

  @Test
  void moveWithTheirRows() throws Exception {
    float[][] rows = {{1, 0, 2, 0}, {0, 3, 0, 4}};
    QuantizedTensor sparse =
        new MatrixQuantizer(Q4_1, new FullRange())
            .storing(HALF)
            .quantize(2, 4, (r, into) -> copy(rows[r], into));
    QuantizedTensor turned = sparse.reordered(r -> 1 - r);
    for (int c = 0; c < 4; c++) {
      assertThat(turned.stores(0, c)).isEqualTo(rows[1][c] != 0);
      assertThat(turned.stores(1, c)).isEqualTo(rows[0][c] != 0);
    }
  }

  /** Error feedback leaves zeros alone, and their group's scale too. */
  @Test
  void stayZeroUnderErrorFeedback() throws Exception {
    float[] weights = {0, 3.01f, 0, 5.02f, 4.4f, 0, 3.5f, 0};
    CalibrationHessian hessian = new CalibrationHessian(8);
    float[] input = {1, 0.5f, -1, 2, 0.25f, 1, -0.5f, 1};
    hessian.add(input);
    QuantizedTensor sparse =
        new GptqQuantizer(Q4_1, new FullRange(), hessian)
            .keepingZeros(HALF)
            .quantize(1, (r, into) -> copy(weights, into));
    for (int c = 0; c < 8; c++) {
      assertThat(sparse.dequantized(0, c) == 0).as("column %d", c).isEqualTo(weights[c] == 0);
      // Zeros that are not stored have no error that others make up for.
      assertThat(sparse.dequantized(0, c)).isCloseTo(weights[c], within(0.3f));
    }
    assertThat(sparse.min(0, 0))
        .isEqualTo(ScaleCode.F16.value(ScaleCode.F16.encode(3.01f).orElseThrow()));
  }

  @Test
  void refusesToLeaveOutWhatIsNotZero() {
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(Q4_1, 1, 2);
    builder.block(0, 0, new QuantizedBlock(0, 0, new int[1], new int[1], new int[] {0, 7}));
    assertThatThrownBy(() -> builder.storing(0, new boolean[] {true, false}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 0, column 1 is not zero");
  }

  private static void copy(float[] from, float[] into) {
    System.arraycopy(from, 0, into, 0, from.length);
    Arrays.fill(into, from.length, into.length, 0);
  }
}
