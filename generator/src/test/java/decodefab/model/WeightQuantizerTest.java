package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import decodefab.diag.InputException;
import java.util.List;
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

  private static QuantizedMatrix quantize(int bits, Float... values) throws InputException {
    return new WeightQuantizer(bits, 2).quantize("layers.0.mlp.up", new Row(List.of(values)));
  }

  @Test
  void roundsToTheNearestCodeOfEachGroup() throws InputException {
    QuantizedMatrix matrix = quantize(4, 0.5f, -7f, 0f, 0f, 14f);
    assertThat(matrix.codes()).containsExactly(0, -7, 0, 0, 7);
    assertThat(matrix.scales())
        .containsExactly(Float.floatToFloat16(1), Float.floatToFloat16(0), Float.floatToFloat16(2));
  }

  @Test
  void takesTheLargestScaleThatThereIs() throws InputException {
    assertThat(quantize(4, 65504f * 7, 0f).scales()[0]).isEqualTo(Float.floatToFloat16(65504));
  }

  @Test
  void offersFinerCodesWhereTheirScalesSuffice() {
    assertThatThrownBy(() -> quantize(4, 1f, 2f, -500_000f, 3f))
        .asInstanceOf(type(InputException.class))
        .extracting(e -> e.diagnostics().getFirst())
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo("DF618");
              assertThat(d.message())
                  .contains("tensor layers.0.mlp.up", "row 0, columns 2 to 3", "5.000e+05");
              assertThat(d.help())
                  .hasValue("quantize layers.0.mlp.up as int(8): its scales are smaller");
            });
    assertThatThrownBy(() -> quantize(8, 1e30f))
        .asInstanceOf(type(InputException.class))
        .extracting(e -> e.diagnostics().getFirst())
        .extracting(d -> d.help().orElseThrow())
        .asString()
        .contains("must be smaller");
  }
}
