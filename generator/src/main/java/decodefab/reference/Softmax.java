package decodefab.reference;

/** What logits say of probabilities; in double, of finite logits. */
public final class Softmax {
  private Softmax() {}

  /**
   * The logarithm of a token's probability, in nats, at most 0 but for rounding.
   *
   * @param logits one per token
   */
  public static double logProbability(float[] logits, int token) {
    return logits[token] - logSumExp(logits);
  }

  /**
   * Kullback-Leibler divergence of a candidate's distribution from the reference's, in nats; at
   * least 0, and infinite where the candidate has a logit that is not finite.
   */
  public static double divergence(float[] reference, float[] candidate) {
    if (reference.length != candidate.length) {
      throw new IllegalArgumentException(
          reference.length + " against " + candidate.length + " logits");
    }
    double logP = logSumExp(reference);
    double logQ = logSumExp(candidate);
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double p = reference[i] - logP;
      sum += Math.exp(p) * (p - (candidate[i] - logQ));
    }
    // Never negative in exact arithmetic; rounding may leave some 1e-16 below.
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : Math.max(0, sum);
  }

  private static double logSumExp(float[] logits) {
    double highest = logits[Agreement.argmax(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - highest);
    }
    return highest + Math.log(sum);
  }
}
