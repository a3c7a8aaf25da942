package decodefab.format;

/**
 * The smallest scale with which no weight lies beyond the codes: round to nearest in its plain
 * form. With a zero point zero stays exact, so the range is widened to hold it, and so it is for a
 * minimum that cannot be above zero.
 */
public record FullRange() implements ScaleRule {
  @Override
  public ScaleFit fit(TensorFormat format, Spread spread) {
    return scaled(format, spread, 1);
  }

  /** The fit when each end of the range is moved towards zero by a factor. */
  static ScaleFit scaled(TensorFormat format, Spread spread, double factor) {
    ElementCode element = format.element();
    double low = element.lowestElement();
    double high = element.highestElement();
    return switch (format.offset()) {
      case Offset.None n -> {
        double below = low < 0 ? spread.min() / low : 0;
        double above = high > 0 ? spread.max() / high : 0;
        yield ScaleFit.of(factor * Math.max(0, Math.max(below, above)));
      }
      case Offset.ZeroPoint z ->
          between(
              factor * Math.min(0, spread.min()), factor * Math.max(0, spread.max()), high - low);
      case Offset.Min m -> {
        double min = m.code().isSigned() ? spread.min() : Math.min(0, spread.min());
        // Clipping a minimum that is stored exactly would lose weights on one side only.
        double middle = (min + spread.max()) / 2;
        double half = factor * (Math.max(min, spread.max()) - min) / 2;
        yield between(factor == 1 ? min : middle - half, middle + half, high - low);
      }
    };
  }

  private static ScaleFit between(double min, double max, double steps) {
    return new ScaleFit((max - min) / steps, min, Rounding.NEAREST);
  }
}
