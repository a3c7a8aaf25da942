package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The blocks of GGUF files against the gguf package's dequantizers. */
class GgufBlockTest {
  @ParameterizedTest
  @EnumSource
  void dequantizesAsTheLibraryDoes(GgufBlock kind) throws Exception {
    JsonNode fixture = Fixtures.read("gguf").get(kind.name());
    assertThat(kind.weights()).isEqualTo(fixture.get("weights").intValue());
    assertThat(kind.bytes()).isEqualTo(fixture.get("bytes").intValue());

    StringBuilder data = new StringBuilder();
    fixture.get("blocks").forEach(b -> data.append(b.textValue()));
    int rows = fixture.get("blocks").size();
    QuantizedTensor tensor = kind.decode(HexFormat.of().parseHex(data), rows, kind.weights());
    int checked = 0;
    for (int r = 0; r < rows; r++) {
      List<Float> values = Fixtures.floats(fixture.get("values").get(r));
      for (int c = 0; c < values.size(); c++) {
        float expected = values.get(c);
        // The fabric reads a subnormal scale, here e8m0's lowest, as zero.
        boolean flushed = kind == GgufBlock.MXFP4 && tensor.scaleCode(r, 0) == 0;
        assertThat(tensor.dequantized(r, c) + 0f)
            .as("row %d column %d", r, c)
            .isEqualTo(flushed ? 0f : expected + 0f);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(4 * kind.weights());
  }

  @ParameterizedTest
  @EnumSource
  void spendsTheBitsOfItsBytes(GgufBlock kind) {
    assertThat(kind.format().bitsPerWeight()).isEqualTo(8.0 * kind.bytes() / kind.weights());
    assertThat(GgufBlock.ofType(kind.typeId())).contains(kind);
  }

  @Test
  void refusesScaleThatIsNoNumber() {
    byte[] data = new byte[2 * GgufBlock.Q8_0.bytes()];
    data[GgufBlock.Q8_0.bytes() + 1] = 0x7E;
    assertThatThrownBy(() -> GgufBlock.Q8_0.decode(data, 1, 64))
        .isInstanceOf(InvalidCodeException.class)
        .hasMessage("row 0, column 32: scale 0x7e00 is no number in f16");
  }

  @Test
  void refusesDataOfAnotherSize() {
    assertThatThrownBy(() -> GgufBlock.Q4_0.decode(new byte[17], 1, 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GgufBlock.Q4_0.decode(new byte[18], 1, 31))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
