package decodefab.format;

/**
 * What most rules for a scale need to know of some weights.
 *
 * @param min lowest of them
 * @param max highest of them
 * @param meanMagnitude mean of their magnitudes
 */
public record Spread(float min, float max, double meanMagnitude) {
  /** The spread of {@code values[from..to-1]}, at least one. */
  public static Spread of(float[] values, int from, int to) {
    float min = values[from];
    float max = values[from];
    double sum = 0;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      sum += Math.abs(values[i]);
    }
    return new Spread(min, max, sum / (to - from));
  }

  /** Largest magnitude. */
  public float largest() {
    return Math.max(Math.abs(min), Math.abs(max));
  }
}
