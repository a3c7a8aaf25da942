package decodefab.accuracy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures with no more digits than their sample deserves. */
final class Numbers {
  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_EVEN);

  private Numbers() {}

  /** A share in percent: with a decimal where its range is narrow, or it is nearly all. */
  static String percent(Interval share) {
    double percent = 100 * share.value();
    if (share.high() - share.low() >= 0.01 && (percent < 99 || percent == 100)) {
      return String.format(Locale.ROOT, "%.0f %%", percent);
    }
    // What is not all must not look like it.
    return String.format(Locale.ROOT, "%.1f %%", percent < 100 ? Math.min(percent, 99.9) : percent);
  }

  /** A share with its range. */
  static String percentRange(Interval share) {
    return percent(share)
        + String.format(Locale.ROOT, " [%.0f .. %.0f]", 100 * share.low(), 100 * share.high());
  }

  /** Two significant digits, never in powers of ten down to a millionth. */
  static String two(double value) {
    if (Double.isInfinite(value)) {
      return "infinite";
    }
    if (value < 1e-6) {
      return value == 0 ? "0" : "< 0.000001";
    }
    // Rounding may carry into a new digit, so the decimals follow from the rounded number.
    BigDecimal rounded = BigDecimal.valueOf(value).round(TWO);
    int decimals = Math.max(0, 1 - (rounded.precision() - rounded.scale() - 1));
    return rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Two significant digits with a range. */
  static String twoRange(Interval mean) {
    return two(mean.value()) + " [" + two(mean.low()) + " .. " + two(mean.high()) + "]";
  }

  /** A ratio in dB. */
  static String decibels(double value) {
    return Double.isInfinite(value) ? "exact" : String.format(Locale.ROOT, "%.1f", value);
  }
}
