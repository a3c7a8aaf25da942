package decodefab.plan;

import decodefab.design.InlineModel;
import decodefab.model.ModelShape;
import java.util.OptionalInt;

/** Turns a model that a design describes itself into the sizes that everything is planned from. */
public final class InlineShapes {
  private InlineShapes() {}

  /**
   * The sizes of an inline model; it has no special tokens.
   *
   * @throws IllegalArgumentException when a size is above the limits of {@link ModelShape}
   */
  public static ModelShape of(InlineModel model) {
    return new ModelShape(
        model.vocab(),
        model.dim(),
        model.layers(),
        model.context(),
        model.heads(),
        model.kvHeads(),
        model.headDim(),
        model.hidden(),
        model.ropeTheta(),
        model.normEps(),
        model.tied(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }
}
