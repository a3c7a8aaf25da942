package decodefab.format;

/**
 * A power of two for a block, by the largest magnitude of its elements.
 *
 * <p>{@link #DOWN} is the conversion of the OCP Microscaling Formats specification 1.0, section
 * 6.3: 2^(floor(log2(largest)) - emax), where emax is the exponent of the largest element; weights
 * above the largest element saturate. {@link #UP} takes the next power of two with which nothing
 * saturates.
 */
public enum Microscaling implements ScaleRule {
  /** As the specification: the largest weights may saturate. */
  DOWN,
  /** Nothing saturates. */
  UP;

  @Override
  public ScaleFit fit(TensorFormat format, Spread spread) {
    ElementCode element = format.element();
    double largest = spread.largest();
    return switch (this) {
      case DOWN -> new ScaleFit(Math.scalb(largest, -element.largestExponent()), 0, Rounding.DOWN);
      case UP -> new ScaleFit(largest / element.highestElement(), 0, Rounding.UP);
    };
  }
}
