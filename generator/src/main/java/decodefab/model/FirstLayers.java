package decodefab.model;

import decodefab.diag.InputException;
import java.util.Objects;

/**
 * The first layers of a model with its embedding, final norm and head: a small thing to try the
 * hardware of a large model on. It writes no sensible text.
 */
public final class FirstLayers implements ModelWeights {
  private final ModelWeights whole;
  private final ModelShape shape;

  /**
   * A view.
   *
   * @param layers how many, 1 to those of {@code whole}
   */
  public FirstLayers(ModelWeights whole, int layers) {
    this.whole = Objects.requireNonNull(whole, "whole");
    this.shape = whole.shape().withLayers(layers);
  }

  @Override
  public ModelShape shape() {
    return shape;
  }

  @Override
  public float[] vector(String name) throws InputException {
    return whole.vector(name);
  }

  @Override
  public FloatMatrix matrix(String name) {
    return whole.matrix(name);
  }
}
