package decodefab.calibrate;

import decodefab.model.ModelShape;
import java.util.Random;

/**
 * A text that a model writes: from its start token on, each token drawn by the probabilities that
 * the model gives it, and anew where it ends a text or its context is full. Text that is drawn has
 * the variety of what a model was trained on, so that nobody has to bring any (Williams et al.
 * 2024, "Self-calibration for Language Model Quantization and Pruning"); the likeliest tokens alone
 * repeat themselves. The same model always writes the same.
 */
final class OwnText {
  private static final long SEED = 20;

  private final ModelShape shape;
  private final Random random = new Random(SEED);
  private int token;
  private int position;
  private int taken;

  OwnText(ModelShape shape) {
    this.shape = shape;
    this.token = start();
  }

  private int start() {
    return shape.bosToken().orElse(0);
  }

  /** Whether there are tokens left to take. */
  boolean hasNext() {
    return taken < CalibrationText.MOST_TOKENS;
  }

  /** Whether the next token begins a text. */
  boolean begins() {
    return position == 0;
  }

  /** The next token. */
  int token() {
    return token;
  }

  /** Goes on by what the model says of the token after this one. */
  void draw(float[] logits) {
    taken++;
    position++;
    token = drawn(logits);
    boolean ended = shape.eosToken().isPresent() && shape.eosToken().getAsInt() == token;
    if (ended || position == shape.context()) {
      token = start();
      position = 0;
    }
  }

  private int drawn(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - largest);
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < logits.length; i++) {
      left -= StrictMath.exp(logits[i] - largest);
      if (left < 0) {
        return i;
      }
    }
    return logits.length - 1;
  }
}
