package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What holds for every scale type, and where they end. */
class ScaleCodeTest {
  @Provide
  Arbitrary<ScaleCode> types() {
    return Arbitraries.of(
        ScaleCode.F32,
        ScaleCode.F16,
        ScaleCode.BF16,
        ScaleCode.E8M0,
        ScaleCode.E4M3,
        ScaleCode.unsigned(6),
        ScaleCode.signed(8));
  }

  @Provide
  Arbitrary<Float> reals() {
    return Arbitraries.oneOf(
        Arbitraries.floats().between(0, 300),
        Arbitraries.integers().between(0, 1000).map(i -> i / 8f),
        Arbitraries.floats().between(0, Float.MAX_VALUE),
        Arbitraries.integers().between(-140, 127).map(e -> Math.scalb(1.25f, e)));
  }

  @Property
  void roundsUpAndDownAroundNearest(
      @ForAll("types") ScaleCode type, @ForAll("reals") float wanted) {
    OptionalInt down = type.encode(wanted, Rounding.DOWN);
    OptionalInt nearest = type.encode(wanted);
    OptionalInt up = type.encode(wanted, Rounding.UP);
    boolean tiny = wanted < Float.MIN_NORMAL;
    if (up.isPresent()) {
      float above = type.value(up.getAsInt());
      float below = type.value(down.orElseThrow());
      assertThat(above).isGreaterThanOrEqualTo(wanted);
      assertThat(tiny || below <= wanted).isTrue();
      float chosen = type.value(nearest.orElseThrow());
      double least = Math.min(above - (double) wanted, wanted - (double) below);
      assertThat(tiny || Math.abs((double) chosen - wanted) == least).isTrue();
    } else {
      assertThat(wanted).isGreaterThan(type.largest());
    }
  }

  @Property
  void roundTrips(@ForAll("types") ScaleCode type, @ForAll int any) {
    int code = type.bits() == 32 ? any : any & ((1 << type.bits()) - 1);
    if (type.isNumber(code)
        && (type.value(code) == 0 || Math.abs(type.value(code)) >= Float.MIN_NORMAL)) {
      float value = type.value(code);
      // The most negative integer is never written.
      boolean avoided = type.equals(ScaleCode.signed(8)) && code == 0x80;
      OptionalInt again = type.encode(value);
      assertThat(again.isEmpty()).isEqualTo(avoided);
      again.ifPresent(c -> assertThat(type.value(c)).isEqualTo(value));
    }
  }

  @Test
  void endsWhereTheTypesEnd() {
    assertThat(ScaleCode.F16.encode(65_519)).hasValue(0x7BFF);
    assertThat(ScaleCode.F16.encode(65_520)).isEmpty();
    assertThat(ScaleCode.F16.encode(-2)).hasValue(0xC000);
    assertThat(ScaleCode.E4M3.encode(464)).hasValue(0x7E);
    assertThat(ScaleCode.E4M3.encode(465)).isEmpty();
    assertThat(ScaleCode.E4M3.encode(-1)).isEmpty();
    assertThat(ScaleCode.unsigned(6).encode(63.4f)).hasValue(63);
    assertThat(ScaleCode.unsigned(6).encode(63.5f)).isEmpty();
    assertThat(ScaleCode.signed(8).encode(-127)).hasValue(0x81);
    assertThat(ScaleCode.signed(8).value(0x80)).isEqualTo(-128);
    assertThat(ScaleCode.F32.encode(Float.POSITIVE_INFINITY)).isEmpty();
    assertThat(ScaleCode.BF16.encode(Float.MAX_VALUE)).isEmpty();
    assertThat(ScaleCode.BF16.encode(Float.MAX_VALUE, Rounding.DOWN)).hasValue(0x7F7F);
    assertThat(ScaleCode.ONE.value(ScaleCode.ONE.encode(17).orElseThrow())).isEqualTo(1);
  }

  @Test
  void e8m0IsThatOfMicroscaling() {
    assertThat(ScaleCode.E8M0.value(0)).isEqualTo(0x1p-127f);
    assertThat(ScaleCode.E8M0.value(127)).isEqualTo(1);
    assertThat(ScaleCode.E8M0.value(254)).isEqualTo(0x1p127f);
    assertThat(ScaleCode.E8M0.isNumber(255)).isFalse();
    assertThat(ScaleCode.E8M0.encode(3.9f, Rounding.DOWN)).hasValue(128);
    assertThat(ScaleCode.E8M0.encode(Float.MAX_VALUE, Rounding.UP)).isEmpty();
    assertThatThrownBy(() -> ScaleCode.E8M0.value(255)).hasMessage("0xff is no scale in e8m0");
  }

  @Test
  void neverGivesSubnormalScales() {
    for (ScaleCode type : List.of(ScaleCode.F32, ScaleCode.BF16)) {
      assertThat(type.encode(0x1p-127f)).hasValue(0);
      assertThat(type.value(type.encode(0x1p-127f, Rounding.UP).orElseThrow()))
          .isEqualTo(Float.MIN_NORMAL);
    }
    assertThat(ScaleCode.E8M0.encode(0)).hasValue(1);
    assertThat(ScaleCode.F16.value(ScaleCode.F16.encode(0x1p-24f).orElseThrow()))
        .isEqualTo(0x1p-24f);
  }
}
