package decodefab.accuracy;

/**
 * A figure over a sample of positions, and where it would likely lie over all text of the same
 * kind: two standard errors to each side, as if positions were independent.
 *
 * @param value over the sample; infinite where one of its positions is
 * @param low lower bound
 * @param high upper bound
 */
public record Interval(double value, double low, double high) {
  /** Standard errors between the value and a bound. */
  private static final double WIDTH = 2;

  public Interval {
    if (!(low <= value && value <= high)) {
      throw new IllegalArgumentException(low + " <= " + value + " <= " + high);
    }
  }

  /**
   * A share, with Wilson's score interval (1927), which stays sensible at 0 and 1.
   *
   * @param hits 0 to {@code count}
   * @param count at least 1
   */
  static Interval ofShare(long hits, long count) {
    double p = (double) hits / count;
    double square = WIDTH * WIDTH / count;
    double middle = (p + square / 2) / (1 + square);
    double half = WIDTH / (1 + square) * Math.sqrt(p * (1 - p) / count + square / 4 / count);
    return new Interval(
        p, Math.max(0, Math.min(p, middle - half)), Math.min(1, Math.max(p, middle + half)));
  }

  /**
   * The mean of numbers that are at least 0.
   *
   * @param sum their sum
   * @param squares the sum of their squares
   * @param count at least 1
   */
  static Interval ofMean(double sum, double squares, long count) {
    double mean = sum / count;
    if (Double.isInfinite(mean)) {
      return new Interval(mean, 0, mean);
    }
    double variance = count < 2 ? 0 : Math.max(0, squares - sum * mean) / (count - 1);
    double half = WIDTH * Math.sqrt(variance / count);
    return new Interval(mean, Math.max(0, mean - half), mean + half);
  }
}
