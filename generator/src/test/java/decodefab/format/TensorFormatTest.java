package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.design.FloatElement;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.NumberFormat;
import decodefab.design.ScaleType;
import decodefab.design.SecondScale;
import decodefab.design.TernaryElement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the language's formats to stored matrices. */
class TensorFormatTest {
  private static NumberFormat int4(ScaleType scale, boolean zeroPoint) {
    return NumberFormat.inPlace(
        new IntElement(4), new Grouping.PerGroup(32), scale, false, zeroPoint);
  }

  @Test
  void translatesTheBlocksOfGguf() {
    ScaleType f16 = ScaleType.FloatScale.F16;
    ScaleType uint6 = new ScaleType.IntScale(6, false);
    SecondScale second = new SecondScale(new Grouping.PerGroup(256), ScaleType.FloatScale.F16);
    assertThat(TensorFormat.of(int4(f16, false), 512)).isEqualTo(GgufBlock.Q4_0.format());
    assertThat(TensorFormat.of(int4(f16, false).with(Optional.of(f16), Optional.empty()), 512))
        .isEqualTo(GgufBlock.Q4_1.format());
    assertThat(
            TensorFormat.of(int4(uint6, false).with(Optional.of(uint6), Optional.of(second)), 512))
        .isEqualTo(GgufBlock.Q4_K.format());
    NumberFormat q6k =
        NumberFormat.inPlace(
                new IntElement(6),
                new Grouping.PerGroup(16),
                new ScaleType.IntScale(8, true),
                false,
                false)
            .with(Optional.empty(), Optional.of(second));
    assertThat(TensorFormat.of(q6k, 512)).isEqualTo(GgufBlock.Q6_K.format());
  }

  @Test
  void translatesGroupings() {
    NumberFormat bitnet =
        NumberFormat.inPlace(
            new TernaryElement(true),
            new Grouping.PerTensor(),
            ScaleType.FloatScale.F32,
            false,
            false);
    TensorFormat tensor = TensorFormat.of(bitnet, 640);
    assertThat(tensor.text())
        .isEqualTo("ternary packed per group(640) scale none under tensor scale f32");
    assertThat(tensor.bitsPerWeight()).isEqualTo(1.6);
    NumberFormat row =
        NumberFormat.inPlace(
            new IntElement(8), new Grouping.PerRow(), ScaleType.FloatScale.F16, false, false);
    assertThat(TensorFormat.of(row, 64).group()).isEqualTo(64);
    assertThat(TensorFormat.of(row, 64).bitsPerWeight()).isEqualTo(8.25);
  }

  @Test
  void countsAllThatAGroupCosts() {
    TensorFormat awq = TensorFormat.of(int4(ScaleType.FloatScale.F16, true), 512);
    assertThat(awq.text()).isEqualTo("uint(4) per group(32) scale f16 zero point");
    assertThat(awq.bitsPerWeight()).isEqualTo(4 + 20 / 32.0);
    assertThat(GgufBlock.Q4_K.format().text())
        .isEqualTo("uint(4) per group(32) scale uint(6) min uint(6) under group(256) scale f16");
  }

  @Test
  void countsTheBytesOfShortGroupsToo() {
    TensorFormat int4 = TensorFormat.grouped(ElementCodes.signed(4), 32, ScaleCode.F16);
    // 172 columns are five groups and a short sixth one.
    assertThat(int4.storedBytes(64, 172)).isEqualTo(64 * (172 / 2 + 6 * 2));
    assertThat(int4.storedBytes(1, 1)).isEqualTo(3);
    assertThat(GgufBlock.Q4_K.format().storedBytes(3, 512)).isEqualTo(3 * 2 * 144);
    assertThat(int4.underTensor(ScaleCode.F32).storedBytes(2, 32)).isEqualTo(2 * 18 + 4);
  }

  @Test
  void refusesWhatHasNoTable() {
    NumberFormat fp32 =
        NumberFormat.inPlace(
            new FloatElement(8, 23),
            new Grouping.PerTensor(),
            new ScaleType.NoScale(),
            false,
            false);
    assertThatThrownBy(() -> TensorFormat.of(fp32, 64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GgufBlock.Q4_0.format().under(new SuperGroup(48, ScaleCode.F16)))
        .hasMessage("super-group of 48 over groups of 32");
  }
}
