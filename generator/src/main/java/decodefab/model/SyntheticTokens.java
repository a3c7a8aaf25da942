package decodefab.model;

import java.util.List;
import java.util.SplittableRandom;

/** Made-up tokens for runs without a text. */
public final class SyntheticTokens {
  private SyntheticTokens() {}

  /**
   * Tokens all over a vocabulary, the same for the same seed; a longer sequence starts as a shorter
   * one of the same seed does.
   */
  public static List<Integer> of(long seed, int vocab, int count) {
    return new SplittableRandom(seed).ints(count, 0, vocab).boxed().toList();
  }
}
