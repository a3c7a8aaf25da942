package decodefab.format;

/** How the scale of a group of weights is chosen. Rules are immutable. */
public interface ScaleRule {
  /** The fit for weights of which only their spread is known, such as those of a whole tensor. */
  ScaleFit fit(TensorFormat format, Spread spread);

  /**
   * The fit for {@code values[from..to-1]}, at least one.
   *
   * @param format of the tensor
   * @param tensorScale what every scale is multiplied with in the end
   */
  default ScaleFit fit(TensorFormat format, float[] values, int from, int to, float tensorScale) {
    return fit(format, Spread.of(values, from, to));
  }
}
