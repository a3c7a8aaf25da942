package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.design.NumberFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stored formats as a design writes them. */
class FormatWriterTest {
  @ParameterizedTest
  @EnumSource
  void everyBlockOfGgufComesBack(GgufBlock block) {
    NumberFormat written = FormatWriter.write(block.format(), 512).orElseThrow();

    assertThat(TensorFormat.of(written, 512)).isEqualTo(block.format());
  }

  @ParameterizedTest
  @CsvSource({
    "Q4_K,int(4) per group(32) scale uint(6) min uint(6) under group(256) scale f16",
    "Q6_K,int(6) per group(16) scale int(8) under group(256) scale f16",
    "MXFP4,'float(2, 1) per group(32) scale e8m0'"
  })
  void isTextOfTheLanguage(GgufBlock block, String text) {
    assertThat(FormatWriter.write(block.format(), 512).orElseThrow().text()).isEqualTo(text);
  }

  @Test
  void whatTheLanguageLacksIsNotWritten() {
    TensorFormat odd =
        TensorFormat.grouped(ElementCodes.signed(4), 32, ScaleCode.F16)
            .under(new SuperGroup(256, ScaleCode.unsigned(8)));

    assertThat(FormatWriter.write(odd, 512)).isEmpty();
  }
}
