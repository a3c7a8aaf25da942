package decodefab.fuzz;

import java.util.List;

/** What designs are drawn over. */
public final class Dimensions {
  /** In the order in which they are drawn: each sees those before it. */
  public static final List<Dimension> ALL =
      List.of(
          new DatapathDimension(),
          new ZerosDimension(),
          new ShapeDimension(),
          new ActivationDimension(),
          new WeightDimension(),
          new TierDimension(),
          new RunDimension(),
          new SparsityDimension());

  private Dimensions() {}
}
