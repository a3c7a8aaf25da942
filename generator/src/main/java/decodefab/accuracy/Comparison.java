package decodefab.accuracy;

import java.util.Objects;

/**
 * How close one model's logits are to the float reference's, both fed the same tokens.
 *
 * @param positions positions compared, at least 1
 * @param sameToken share of positions whose likeliest token is the same, 0..1
 * @param divergence mean over positions of the Kullback-Leibler divergence from the reference, nats
 * @param worst the largest divergence
 * @param worstWindow window where it is, from 0
 * @param worstPosition position in that window, from 0
 * @param predicted positions whose next token the text has
 * @param perplexity of the judged model over these; 1 where there are none
 * @param referencePerplexity of the reference over the same
 */
public record Comparison(
    int positions,
    Interval sameToken,
    Interval divergence,
    double worst,
    int worstWindow,
    int worstPosition,
    int predicted,
    double perplexity,
    double referencePerplexity) {
  public Comparison {
    Objects.requireNonNull(sameToken, "sameToken");
    Objects.requireNonNull(divergence, "divergence");
    if (positions < 1 || predicted < 0 || predicted > positions) {
      throw new IllegalArgumentException(predicted + " of " + positions + " positions");
    }
  }

  /** How much less sure of the text the judged model is: 1 is as sure as the reference. */
  public double perplexityRatio() {
    return perplexity / referencePerplexity;
  }
}
