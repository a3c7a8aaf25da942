package decodefab.cli;

import decodefab.sim.TokenResult;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws tokens by the softmax of logits over a temperature, among the likeliest tokens that
 * together hold a share {@code topP} of it (nucleus sampling: Holtzman et al., ICLR 2020). The same
 * seed and logits give the same tokens.
 */
final class Sampler implements TokenChooser {
  /** Above this every token is about as likely as any other. */
  static final double HOTTEST = 100;

  private final double temperature;
  private final double topP;
  private final SplittableRandom random;

  /**
   * A sampler.
   *
   * @param temperature above 0, at most {@link #HOTTEST}
   * @param topP above 0, at most 1
   */
  Sampler(double temperature, double topP, long seed) {
    if (!(temperature > 0 && temperature <= HOTTEST && topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("temperature " + temperature + ", top-p " + topP);
    }
    this.temperature = temperature;
    this.topP = topP;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public int choose(TokenResult result) {
    return draw(result.logits().orElseThrow());
  }

  @Override
  public boolean needsLogits() {
    return true;
  }

  /** A token drawn by its logit. */
  int draw(float[] logits) {
    double highest =
        IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElseThrow();
    double[] weights =
        IntStream.range(0, logits.length)
            .mapToDouble(i -> StrictMath.exp((logits[i] - highest) / temperature))
            .toArray();
    // Of equal tokens the lower one comes first, so that ties are broken alike everywhere.
    int[] order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]).thenComparing(i -> i))
            .mapToInt(i -> i)
            .toArray();
    double total = IntStream.of(order).mapToDouble(i -> weights[i]).sum();
    int kept = 0;
    double held = 0;
    while (kept < order.length && (kept == 0 || held < topP * total)) {
      held += weights[order[kept++]];
    }
    double left = random.nextDouble() * held;
    for (int i = 0; i < kept - 1; i++) {
      left -= weights[order[i]];
      if (left < 0) {
        return order[i];
      }
    }
    return order[kept - 1];
  }
}
