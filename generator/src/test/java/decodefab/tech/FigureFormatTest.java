package decodefab.tech;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7.13    | 12.34   | 18.2   | WATT              | 12 W [7.1 .. 19]
          12.3    | 12.34   | 12.39  | WATT              | 12.3 W [12.3 .. 12.4]
          0.0401  | 0.0523  | 0.0777 | WATT              | 52 mW [40 .. 78]
          0       | 0.35    | 0.62   | WATT              | 350 mW [0 .. 620]
          0       | 0       | 1.5    | WATT              | 0 W [0 .. 1.5]
          999.9   | 999.9   | 999.9  | WATT              | 1 kW
          2.97e8  | 3e8     | 3.01e8 | HERTZ             | 300 MHz [297 .. 301]
          1234.5  | 4567.8  | 9999.1 | TOKENS_PER_SECOND | 4,600 tokens/s [1,200 .. 10,000]
          0.00012 | 0.00034 | 0.0012 | TOKENS_PER_JOULE  | 0.00034 tokens/J [0.00012 .. 0.0012]
          0.5     | 0.5     | 0.5    | FRACTION          | 0.5
          """)
  void roundsToWhatIsKnown(double low, double value, double high, Unit unit, String text) {
    assertThat(FigureFormat.brief(Figure.ranged(low, value, high, unit, Method.ANALYTIC, "s")))
        .isEqualTo(text);
  }

  @Test
  void countsOfTheMachineAreExact() {
    assertThat(
            FigureFormat.full(
                Figure.exact(14_231, Unit.CYCLES_PER_TOKEN, Method.RTL, "cycle counter")))
        .isEqualTo("14,231 cycles/token (rtl)");
    assertThat(
            FigureFormat.full(
                Figure.exact(14_231, Unit.CYCLES_PER_TOKEN, Method.ANALYTIC, "formula")))
        .isEqualTo("14,200 cycles/token (analytic)");
  }

  @Test
  void aMissingFigureSaysWhy() {
    assertThat(
            FigureFormat.full(Figure.missing(Unit.WATT, Method.ANALYTIC, "no device was chosen")))
        .isEqualTo("unknown: no device was chosen (analytic)");
  }

  @Property
  void thePrintedRangeContainsTheRange(
      @ForAll @DoubleRange(max = 1e5) double low, @ForAll @DoubleRange(max = 1e5) double width) {
    Figure figure =
        Figure.ranged(low, low + width / 2, low + width, Unit.TOKENS_PER_SECOND, Method.RTL, "s");
    String text = FigureFormat.brief(figure).replace(",", "");
    if (low < low + width) {
      int open = text.indexOf('[');
      int dots = text.indexOf(" .. ");
      assertThat(new BigDecimal(text.substring(open + 1, dots)))
          .isLessThanOrEqualTo(BigDecimal.valueOf(low));
      assertThat(new BigDecimal(text.substring(dots + 4, text.indexOf(']'))))
          .isGreaterThanOrEqualTo(BigDecimal.valueOf(low + width));
    }
  }
}
