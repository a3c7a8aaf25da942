package decodefab.golden;

import static decodefab.golden.EmbeddingTable.Form.F16;
import static decodefab.golden.EmbeddingTable.Form.F32;
import static decodefab.golden.EmbeddingTable.Form.INT8;
import static org.assertj.core.api.Assertions.assertThat;

import decodefab.format.ElementCodes;
import decodefab.format.FullRange;
import decodefab.format.MatrixQuantizer;
import decodefab.format.Offset;
import decodefab.format.QuantizedTensor;
import decodefab.format.ScaleCode;
import decodefab.format.SuperGroup;
import decodefab.format.TensorFormat;
import decodefab.golden.EmbeddingTable.Form;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingTableTest {
  private static final int ROWS = 7;
  private static final int COLS = 40;

  static Stream<Arguments> formats() {
    TensorFormat int8 = TensorFormat.grouped(ElementCodes.signed(8), 16, ScaleCode.F16);
    TensorFormat fp4 = TensorFormat.grouped(ElementCodes.smallFloat(2, 1), 16, ScaleCode.E4M3);
    TensorFormat zeros = TensorFormat.grouped(ElementCodes.unsigned(4), 16, ScaleCode.F16);
    TensorFormat wideZeros = TensorFormat.grouped(ElementCodes.unsigned(8), 16, ScaleCode.F16);
    return Stream.of(
        Arguments.of(int8, INT8, F16),
        Arguments.of(TensorFormat.grouped(ElementCodes.ternary(), 16, ScaleCode.BF16), INT8, F32),
        Arguments.of(zeros.withOffset(new Offset.ZeroPoint()), INT8, F16),
        Arguments.of(wideZeros.withOffset(new Offset.ZeroPoint()), F16, F16),
        Arguments.of(int8.under(new SuperGroup(32, ScaleCode.F16)), INT8, F32),
        Arguments.of(fp4.underTensor(ScaleCode.F32), INT8, F32),
        Arguments.of(
            TensorFormat.grouped(ElementCodes.smallFloat(4, 3), 16, ScaleCode.F16), F16, F16),
        Arguments.of(
            TensorFormat.grouped(ElementCodes.smallFloat(5, 2), 16, ScaleCode.E8M0), F16, F32));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void standsForTheSameNumbersInTheNarrowestForm(TensorFormat format, Form elements, Form scales)
      throws Exception {
    EmbeddingTable table = EmbeddingTable.of(format).orElseThrow();
    assertThat(table).isEqualTo(new EmbeddingTable(elements, scales));
    QuantizedTensor m =
        new MatrixQuantizer(format, new FullRange())
            .quantize(
                ROWS,
                COLS,
                (r, into) -> {
                  SplittableRandom random = new SplittableRandom(r);
                  for (int c = 0; c < COLS; c++) {
                    into[c] = (float) random.nextDouble(-3, 3);
                  }
                });
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLS; c++) {
        float element = table.element(m, r, c);
        float scale = table.scale(m, r, c / format.group());
        assertThat(read(elements, elements.code(element))).isEqualTo(element);
        assertThat(read(scales, scales.code(scale))).isEqualTo(scale);
        assertThat(Fp32.mul(scale, element)).isEqualTo(m.dequantized(r, c));
      }
    }
  }

  /** What the vector engine reads from the low bits of a code. */
  private static float read(Form form, int code) {
    return switch (form) {
      case INT8 -> (byte) code;
      case F16 -> Fp32.fromF16(code & 0xFFFF);
      case F32 -> Float.intBitsToFloat(code);
    };
  }

  @Test
  void hasNoFormForMinima() {
    TensorFormat format =
        TensorFormat.grouped(ElementCodes.unsigned(4), 16, ScaleCode.F16)
            .withOffset(new Offset.Min(ScaleCode.F16));
    assertThat(EmbeddingTable.of(format)).isEmpty();
  }
}
