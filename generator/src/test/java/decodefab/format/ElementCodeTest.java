package decodefab.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.design.CodebookElement;
import decodefab.design.FloatElement;
import decodefab.design.IntElement;
import decodefab.design.TernaryElement;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What holds for the codes of every element type. */
class ElementCodeTest {
  @Provide
  Arbitrary<ElementCode> elements() {
    return Arbitraries.of(Formats.elements());
  }

  /** Most of them within the range of most elements. */
  @Provide
  Arbitrary<Double> reals() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-2, 2),
        Arbitraries.doubles().between(-500, 500),
        Arbitraries.integers().between(-80_000, 80_000).map(i -> i / 4.0),
        Arbitraries.floats().map(Float::doubleValue));
  }

  @Property
  void encodesToNearest(@ForAll("elements") ElementCode code, @ForAll("reals") double real) {
    int chosen = code.encode(real);
    double distance = Math.abs(code.element(chosen) - real);
    double least = Double.POSITIVE_INFINITY;
    for (int other : code.encodedCodes()) {
      least = Math.min(least, Math.abs(code.element(other) - real));
      // Far beyond the range all distances round to one.
      boolean within = real > code.lowestElement() && real < code.highestElement();
      if (within
          && Math.abs(code.element(other) - real) == distance
          && code.element(other) != code.element(chosen)) {
        assertThat(chosen & 1).as("tie of %s in %s", real, code).isZero();
      }
    }
    assertThat(distance).as("%s in %s", real, code).isEqualTo(least);
  }

  @Property
  void isMonotone(
      @ForAll("elements") ElementCode code,
      @ForAll("reals") double one,
      @ForAll("reals") double other) {
    double low = code.element(code.encode(Math.min(one, other)));
    double high = code.element(code.encode(Math.max(one, other)));
    assertThat(low).isLessThanOrEqualTo(high);
  }

  @Property
  void turnsTheSign(@ForAll("elements") ElementCode code, @ForAll("reals") double real) {
    if (code.isSymmetric()) {
      assertThat(code.element(code.encode(-real)) + 0.0)
          .isEqualTo(0.0 - code.element(code.encode(real)));
    }
  }

  @Test
  void saturates() {
    for (ElementCode code : Formats.elements()) {
      for (double beyond : new double[] {1e30, Double.POSITIVE_INFINITY}) {
        assertThat(code.element(code.encode(beyond))).isEqualTo(code.highestElement());
        assertThat(code.element(code.encode(-beyond))).isEqualTo(code.lowestElement());
      }
    }
  }

  @Test
  void roundTripsEveryCodeItGives() {
    int checked = 0;
    for (ElementCode code : Formats.elements()) {
      for (int c : code.encodedCodes()) {
        assertThat(code.encode(code.element(c))).isEqualTo(c);
        assertThat(code.codeOf(code.value(c))).hasValue(c);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(66_000);
  }

  @Test
  void valuesFitTheirBitsAndNoFewer() {
    for (ElementCode code : Formats.elements()) {
      long limit = 1L << (code.valueBits() - 1);
      boolean needed = false;
      for (long value : code.table()) {
        assertThat(value).isBetween(-limit, limit - 1);
        needed |= value < -limit / 2 || value >= limit / 2;
      }
      assertThat(needed).as(code.text()).isTrue();
    }
  }

  @Test
  void knowsTheSpecialValuesOfMicroscaling() {
    // OCP Microscaling Formats 1.0, tables 1 to 5 and 7; FP8 (OCP OFP8 1.0, table 1).
    ElementCode e4m3 = ElementCodes.smallFloat(4, 3);
    assertThat(e4m3.highestElement()).isEqualTo(448);
    assertThat(e4m3.isNumber(0x7F)).isFalse();
    assertThat(e4m3.isNumber(0xFF)).isFalse();
    assertThat(e4m3.element(0x01)).isEqualTo(0x1p-9);
    assertThat(e4m3.element(0x08)).isEqualTo(0x1p-6);
    ElementCode e5m2 = ElementCodes.smallFloat(5, 2);
    assertThat(e5m2.highestElement()).isEqualTo(57_344);
    assertThat(e5m2.element(0x01)).isEqualTo(0x1p-16);
    for (int special = 0x7C; special <= 0x7F; special++) {
      assertThat(e5m2.isNumber(special)).isFalse();
      assertThat(e5m2.isNumber(0x80 | special)).isFalse();
    }
    assertThat(ElementCodes.smallFloat(2, 3).highestElement()).isEqualTo(7.5);
    assertThat(ElementCodes.smallFloat(2, 3).element(1)).isEqualTo(0.125);
    assertThat(ElementCodes.smallFloat(3, 2).highestElement()).isEqualTo(28);
    assertThat(ElementCodes.smallFloat(3, 2).element(1)).isEqualTo(0.0625);
    assertThat(ElementCodes.smallFloat(2, 1).highestElement()).isEqualTo(6);
    assertThat(ElementCodes.smallFloat(2, 1).element(1)).isEqualTo(0.5);
    assertThat(e4m3.largestExponent()).isEqualTo(8);
    assertThat(e5m2.largestExponent()).isEqualTo(15);
    assertThat(ElementCodes.smallFloat(2, 1).largestExponent()).isEqualTo(2);
  }

  @Test
  void widthsAreThoseTheHardwareNeeds() {
    assertThat(ElementCodes.signed(4).valueBits()).isEqualTo(4);
    assertThat(ElementCodes.unsigned(4).valueBits()).isEqualTo(5);
    assertThat(ElementCodes.ternary().valueBits()).isEqualTo(2);
    assertThat(ElementCodes.smallFloat(2, 1).valueBits()).isEqualTo(5);
    assertThat(ElementCodes.smallFloat(4, 3).valueBits()).isEqualTo(19);
    assertThat(ElementCodes.smallFloat(5, 2).valueBits()).isEqualTo(33);
    assertThat(ElementCodes.codebook(Formats.NF4, 16).valueBits()).isEqualTo(16);
    assertThat(ElementCodes.codebook(List.of(-0.5, 0.0, 0.25, 2.0), 16).text())
        .isEqualTo("codebook(-0.5, 0, 0.25, 2): 2-bit codes of 5-bit integers x 2^-2: -2 0 1 8");
  }

  @Test
  void entriesOfCodebooksAreNearlyExact() {
    for (int bits : new int[] {8, 12, 16}) {
      ElementCode code = ElementCodes.codebook(Formats.NF4, bits);
      for (int c = 0; c < 16; c++) {
        assertThat(Math.abs(code.element(c) - Formats.NF4.get(c)))
            .isLessThanOrEqualTo(Math.scalb(1.0, 1 - bits));
      }
      assertThat(code.zeroCode()).hasValue(7);
      assertThat(code.isSymmetric()).isFalse();
    }
  }

  @Test
  void knowsWhatDecodesToSmallIntegers() {
    assertThat(ElementCodes.isCoded(new IntElement(16))).isTrue();
    assertThat(ElementCodes.isCoded(new TernaryElement())).isTrue();
    assertThat(ElementCodes.isCoded(new CodebookElement(List.of(0.0, 1.0)))).isTrue();
    assertThat(ElementCodes.isCoded(new FloatElement(5, 2))).isTrue();
    assertThat(ElementCodes.isCoded(new FloatElement(5, 3))).isFalse();
    assertThat(ElementCodes.isCoded(new FloatElement(8, 23))).isFalse();
    assertThatThrownBy(() -> ElementCodes.of(new FloatElement(8, 7)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ElementCodes.ternary().value(2))
        .hasMessage("code 0x2 is no number in ternary");
    assertThat(ElementCodes.codebook(List.of(-1.0, 3.0), 16).hasZero()).isFalse();
  }
}
