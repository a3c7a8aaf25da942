package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import decodefab.diag.InputException;
import decodefab.format.CalibrationHessian;
import decodefab.format.ElementCodes;
import decodefab.format.QuantizedTensor;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightQuantizerTest {
  /** One row. */
  private record Row(List<Float> values) implements FloatMatrix {
    @Override
    public int rows() {
      return 1;
    }

    @Override
    public int cols() {
      return values.size();
    }

    @Override
    public void row(int row, float[] into) {
      for (int c = 0; c < values.size(); c++) {
        into[c] = values.get(c);
      }
    }
  }

  private static QuantizedTensor quantize(ScaleCode scale, Float... values) throws InputException {
    TensorFormat format = TensorFormat.grouped(ElementCodes.signed(4), 2, scale);
    return new WeightQuantizer(format).quantize("layers.0.mlp.up", new Row(List.of(values)));
  }

  @Test
  void roundsToTheNearestCodeOfEachGroup() throws InputException {
    QuantizedTensor matrix = quantize(ScaleCode.F16, 0.5f, -7f, 0f, 0f, 14f, 3f);
    assertThat(IntStream.range(0, 6).mapToLong(c -> matrix.value(0, c)))
        .containsExactly(0L, -7L, 0L, 0L, 7L, 2L);
    assertThat(IntStream.range(0, 3).mapToObj(g -> matrix.scale(0, g))).containsExactly(1f, 0f, 2f);
  }

  @Test
  void takesTheLargestScaleThatThereIs() throws InputException {
    assertThat(quantize(ScaleCode.F16, 65504f * 7, 0f).scale(0, 0)).isEqualTo(65504);
  }

  @Test
  void refusesInputsThatAreNoNumbers() {
    CalibrationHessian hessian = new CalibrationHessian(2);
    hessian.add(new float[] {1, Float.POSITIVE_INFINITY});
    TensorFormat format = TensorFormat.grouped(ElementCodes.signed(4), 2, ScaleCode.F16);
    Row row = new Row(List.of(1f, 2f));
    assertThatThrownBy(() -> new WeightQuantizer(format).quantize("layers.0.mlp.up", row, hessian))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF617: tensor layers.0.mlp.up: its inputs");
  }

  @Test
  void offersAWiderScaleWhereOneOverflows() {
    assertThatThrownBy(() -> quantize(ScaleCode.F16, 1f, 2f, -500_000f, 3f))
        .asInstanceOf(type(InputException.class))
        .extracting(e -> e.diagnostics().getFirst())
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo("DF618");
              assertThat(d.message())
                  .contains("tensor layers.0.mlp.up", "row 0, column 2", "5.000e+05", "65504");
              assertThat(d.help().orElseThrow()).contains("layers.0.mlp.up", "scale f32");
            });
  }
}
