package decodefab.reference;

import java.util.List;

/**
 * How closely one sequence of logits follows another.
 *
 * @param positions how many positions were compared, at least 1
 * @param topOne share of positions where both have the same highest logit, 0..1; of equal logits
 *     the lowest token counts, as the fabric's argmax has it
 * @param meanKl mean over positions of the Kullback-Leibler divergence of the candidate's softmax
 *     from the reference's, in nats, at least 0
 */
public record Agreement(int positions, double topOne, double meanKl) {
  public Agreement {
    if (positions < 1 || !(topOne >= 0 && topOne <= 1) || !(meanKl >= 0)) {
      throw new IllegalArgumentException(
          "agreement of " + positions + " positions: " + topOne + ", " + meanKl);
    }
  }

  /**
   * Compares two sequences of logits of the same size.
   *
   * @param reference logits that are right by definition, {@code [position][vocab]}, finite
   * @param candidate logits that are judged, of the same sizes, finite
   */
  public static Agreement of(List<float[]> reference, List<float[]> candidate) {
    if (reference.isEmpty() || reference.size() != candidate.size()) {
      throw new IllegalArgumentException(
          reference.size() + " against " + candidate.size() + " positions");
    }
    int same = 0;
    double divergence = 0;
    for (int i = 0; i < reference.size(); i++) {
      same += argmax(reference.get(i)) == argmax(candidate.get(i)) ? 1 : 0;
      divergence += Softmax.divergence(reference.get(i), candidate.get(i));
    }
    int count = reference.size();
    return new Agreement(count, (double) same / count, divergence / count);
  }

  /** The token of the highest logit; of equal ones the lowest token. */
  public static int argmax(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }
}
