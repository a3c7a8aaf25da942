package decodefab.format;

/**
 * The mean of the magnitudes, as BitNet b1.58 scales its ternary weights (Ma et al. 2024, "The Era
 * of 1-bit LLMs", equation 3). For symmetric formats.
 */
public record AbsMean() implements ScaleRule {
  @Override
  public ScaleFit fit(TensorFormat format, Spread spread) {
    return ScaleFit.of(spread.meanMagnitude());
  }
}
