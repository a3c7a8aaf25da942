package decodefab.design;

import java.util.Objects;

/**
 * A scale over scales: that of a group is stored in units of this one. Minima of groups have
 * another of the same type.
 *
 * @param grouping which elements share it: so many neighbours along a row, or the whole tensor
 * @param scale how it is stored
 */
public record SecondScale(Grouping grouping, ScaleType.FloatScale scale) {
  public SecondScale {
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(scale, "scale");
  }

  /** As it is written in a design. */
  public String text() {
    return "under " + grouping.text() + " scale " + scale.text();
  }
}
