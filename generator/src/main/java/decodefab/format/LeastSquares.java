package decodefab.format;

import java.util.Objects;

/**
 * The scale with the least squared error among some between 0.3 and 1.1 times that of {@link
 * FullRange}, and the usual one: clipping the few largest weights often costs less than coarser
 * steps for all others. So no group has more error than under the usual scale.
 *
 * @param candidates scales that are tried, at least 2
 * @param usual the scale that a format's definition gives
 */
public record LeastSquares(int candidates, ScaleRule usual) implements ScaleRule {
  private static final double LOWEST = 0.3;
  private static final double HIGHEST = 1.1;

  public LeastSquares {
    Objects.requireNonNull(usual, "usual");
    if (candidates < 2) {
      throw new IllegalArgumentException(candidates + " candidates");
    }
  }

  /** A search around the full range. */
  public LeastSquares(int candidates) {
    this(candidates, new FullRange());
  }

  /** A whole tensor at once is not searched: the usual scale. */
  @Override
  public ScaleFit fit(TensorFormat format, Spread spread) {
    return usual.fit(format, spread);
  }

  @Override
  public ScaleFit fit(TensorFormat format, float[] values, int from, int to, float tensorScale) {
    Spread spread = Spread.of(values, from, to);
    ScaleFit best = usual.fit(format, values, from, to, tensorScale);
    double least = error(format, best, values, from, to, tensorScale);
    for (int i = 0; i < candidates; i++) {
      double factor = LOWEST + (HIGHEST - LOWEST) * i / (candidates - 1);
      ScaleFit fit = FullRange.scaled(format, spread, factor);
      double error = error(format, fit, values, from, to, tensorScale);
      if (error < least) {
        least = error;
        best = fit;
      }
    }
    return best;
  }

  /** Squared error with the scale as it will be stored; a second scale is taken to be exact. */
  private static double error(
      TensorFormat format, ScaleFit fit, float[] values, int from, int to, float tensorScale) {
    boolean exact = format.superGroup().isPresent();
    GroupScale scale =
        exact
            ? GroupScale.unstored(format, fit)
            : GroupScale.stored(format, fit, tensorScale).orElse(null);
    if (scale == null) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      double difference = values[i] - scale.value(format, scale.code(format, values[i]));
      sum += difference * difference;
    }
    return sum;
  }
}
