package decodefab.fuzz;

import java.util.List;

/**
 * Whether zeros of activations are skipped, which asks much of groups and places: the dimensions
 * after this one draw what goes with it.
 */
final class ZerosDimension implements Dimension {
  private static final int SKIPPING_PERCENT = 12;

  @Override
  public String name() {
    return "zeros of activations";
  }

  @Override
  public List<String> bins() {
    return List.of("multiplied", "skipped");
  }

  /** Draws apart from the others, which so draw the same as ever where nothing is skipped. */
  @Override
  public Part draw(Draw shared, Recipe before) {
    return new ZerosPart(new Draw(before.text().hashCode()).chance(SKIPPING_PERCENT));
  }
}
