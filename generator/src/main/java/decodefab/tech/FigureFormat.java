package decodefab.tech;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * Text of a figure that never looks more certain than the figure is: two significant digits when
 * its range is wider than a tenth of its value, else three; the lower bound is rounded down and the
 * upper one up. Counts that the machine itself made are printed in full. The same in every locale.
 */
public final class FigureFormat {
  private record Prefix(int exponent, String symbol) {}

  private static final List<Prefix> PREFIXES =
      List.of(
          new Prefix(12, "T"),
          new Prefix(9, "G"),
          new Prefix(6, "M"),
          new Prefix(3, "k"),
          new Prefix(0, ""),
          new Prefix(-3, "m"),
          new Prefix(-6, "u"),
          new Prefix(-9, "n"),
          new Prefix(-12, "p"));

  private FigureFormat() {}

  /** Value, unit, range and method, such as {@code 12 W [7.1 .. 19] (analytic)}. */
  public static String full(Figure figure) {
    return brief(figure) + " (" + figure.method().word() + ")";
  }

  /** Value, unit and range, such as {@code 12 W [7.1 .. 19]}; a missing figure says why. */
  public static String brief(Figure figure) {
    if (!figure.isKnown()) {
      return "unknown: " + figure.source();
    }
    double value = figure.value().getAsDouble();
    double low = figure.low().getAsDouble();
    double high = figure.high().getAsDouble();
    Prefix prefix = prefix(figure.unit(), value == 0 ? high : value);
    String unit = unitText(figure.unit(), prefix);
    if (low == high) {
      return isCounted(figure)
          ? grouped(BigDecimal.valueOf(value)) + unit
          : rounded(value, prefix, 3, RoundingMode.HALF_EVEN) + unit;
    }
    int digits = high - low > 0.1 * value ? 2 : 3;
    return rounded(value, prefix, digits, RoundingMode.HALF_EVEN)
        + unit
        + " ["
        + rounded(low, prefix, digits, RoundingMode.FLOOR)
        + " .. "
        + rounded(high, prefix, digits, RoundingMode.CEILING)
        + "]";
  }

  private static boolean isCounted(Figure figure) {
    double value = figure.value().getAsDouble();
    return figure.method() != Method.ANALYTIC
        && !figure.unit().takesPrefix()
        && value == Math.rint(value);
  }

  private static Prefix prefix(Unit unit, double value) {
    Prefix none = new Prefix(0, "");
    if (!unit.takesPrefix() || value == 0) {
      return none;
    }
    // Half a unit of the third digit below a power of 1000 already prints as the next prefix.
    double magnitude = Math.abs(value) * 1.0005;
    return PREFIXES.stream()
        .filter(p -> magnitude >= Math.pow(10, p.exponent()))
        .findFirst()
        .orElse(PREFIXES.getLast());
  }

  private static String unitText(Unit unit, Prefix prefix) {
    return switch (unit) {
      case COUNT, FRACTION, RATIO, COEFFICIENT -> "";
      case PJ_PER_BIT,
          PJ_PER_ACCESS,
          PJ_PER_OP,
          FJ_PER_LUT_CYCLE,
          FJ_PER_FF_CYCLE,
          WATT,
          JOULE_PER_TOKEN,
          TOKENS_PER_SECOND,
          TOKENS_PER_JOULE,
          CYCLES_PER_TOKEN,
          BYTES_PER_TOKEN,
          BYTES_PER_SECOND,
          HERTZ,
          SECOND,
          GIGABYTE_PER_SECOND,
          BYTE,
          NANOMETRE ->
          " " + prefix.symbol() + unit.symbol();
    };
  }

  private static String rounded(double value, Prefix prefix, int digits, RoundingMode mode) {
    BigDecimal scaled = BigDecimal.valueOf(value).scaleByPowerOfTen(-prefix.exponent());
    return grouped(scaled.round(new MathContext(digits, mode)));
  }

  /** Plain digits with thousands separators, at the scale that rounding left. */
  private static String grouped(BigDecimal number) {
    BigDecimal plain =
        number.signum() == 0 ? BigDecimal.ZERO : number.scale() < 0 ? number.setScale(0) : number;
    if (plain.scale() > 0 && plain.stripTrailingZeros().scale() <= 0) {
      plain = plain.setScale(0);
    }
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(plain.scale());
    format.setMaximumFractionDigits(plain.scale());
    return format.format(plain);
  }
}
