package decodefab.cli;

import decodefab.sim.TokenResult;

/** Chooses the token that follows one that the hardware computed. */
interface TokenChooser {
  /** What the hardware's own argmax chose. */
  TokenChooser GREEDY =
      new TokenChooser() {
        @Override
        public int choose(TokenResult result) {
          return result.next();
        }

        @Override
        public boolean needsLogits() {
          return false;
        }
      };

  /** The next token. */
  int choose(TokenResult result);

  /** Whether {@link #choose} looks at the logits. */
  boolean needsLogits();
}
