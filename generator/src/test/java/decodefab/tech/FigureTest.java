package decodefab.tech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FigureTest {
  private static final Figure KNOWN = Figure.ranged(1, 2, 4, Unit.WATT, Method.RTL, "a table");
  private static final Figure MISSING =
      Figure.missing(Unit.WATT, Method.ANALYTIC, "the tier has no figure");

  @Provide
  Arbitrary<Figure> watts() {
    Arbitrary<Double> part = Arbitraries.doubles().between(0, 1e6);
    return Combinators.combine(part, part, part, Arbitraries.of(Method.class))
        .as((a, b, c, m) -> Figure.ranged(a, a + b, a + b + c, Unit.WATT, m, "table " + m));
  }

  @Property
  void aSumKeepsValueAndBoundsInOrder(@ForAll("watts") Figure a, @ForAll("watts") Figure b) {
    Figure sum = a.plus(b);
    assertThat(sum.value().getAsDouble())
        .isEqualTo(a.value().getAsDouble() + b.value().getAsDouble())
        .isBetween(sum.low().getAsDouble(), sum.high().getAsDouble());
    assertThat(sum.low().getAsDouble()).isEqualTo(a.low().getAsDouble() + b.low().getAsDouble());
    assertThat(sum.high().getAsDouble()).isEqualTo(a.high().getAsDouble() + b.high().getAsDouble());
    assertThat(sum.method()).isIn(a.method(), b.method());
    assertThat(sum.method().compareTo(a.method())).isLessThanOrEqualTo(0);
  }

  @Property
  void addingIsCommutativeInNumbers(@ForAll("watts") Figure a, @ForAll("watts") Figure b) {
    assertThat(a.plus(b).withSource("s")).isEqualTo(b.plus(a).withSource("s"));
  }

  @Property
  void scalingDistributesOverTheSum(
      @ForAll("watts") Figure a,
      @ForAll("watts") Figure b,
      @ForAll @DoubleRange(max = 1e3) double k) {
    Figure left = a.plus(b).scale(k);
    Figure right = a.scale(k).plus(b.scale(k));
    double tolerance = 1e-12 * Math.max(1, left.high().getAsDouble());
    assertThat(left.value().getAsDouble())
        .isCloseTo(right.value().getAsDouble(), within(tolerance));
    assertThat(left.low().getAsDouble()).isCloseTo(right.low().getAsDouble(), within(tolerance));
    assertThat(left.high().getAsDouble()).isCloseTo(right.high().getAsDouble(), within(tolerance));
  }

  @Property
  void aMissingOperandIsNeverTakenForZero(@ForAll("watts") Figure a) {
    assertThat(Figure.sum(Unit.WATT, List.of(a, MISSING, a)))
        .isEqualTo(MISSING)
        .isEqualTo(MISSING.plus(a))
        .isEqualTo(MISSING.scale(3));
  }

  @Test
  void dividingSwapsTheBounds() {
    assertThat(KNOWN.dividing(8, Unit.TOKENS_PER_JOULE))
        .isEqualTo(Figure.ranged(2, 4, 8, Unit.TOKENS_PER_JOULE, Method.RTL, "a table"));
    assertThat(MISSING.dividing(8, Unit.TOKENS_PER_JOULE).isKnown()).isFalse();
  }

  @Test
  void aDivisorThatMayBeZeroGivesNoFigure() {
    Figure divisor = Figure.ranged(0, 1, 2, Unit.WATT, Method.RTL, "a table");
    assertThat(divisor.dividing(1, Unit.TOKENS_PER_JOULE).isKnown()).isFalse();
    assertThat(divisor.dividing(1, Unit.TOKENS_PER_JOULE).source()).contains("divisor may be 0");
  }

  @Test
  void theSumOfNothingIsMissing() {
    assertThat(Figure.sum(Unit.WATT, List.of()).isKnown()).isFalse();
  }

  @Test
  void sourcesAreNamedOnce() {
    Figure other = KNOWN.withSource("another table");
    assertThat(KNOWN.plus(other).plus(KNOWN).source()).isEqualTo("a table; another table");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.ranged(2, 1, 3, Unit.WATT, Method.RTL, "s"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.ranged(0, 1, Double.NaN, Unit.WATT, Method.RTL, "s"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.exact(1, Unit.WATT, Method.RTL, " "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KNOWN.plus(Figure.exact(1, Unit.COUNT, Method.RTL, "s")));
    assertThatIllegalArgumentException().isThrownBy(() -> KNOWN.scale(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Figure.sum(Unit.COUNT, List.of(KNOWN)));
  }
}
