package decodefab.format;

import java.util.Objects;

/**
 * The codes of one block of a row: a group, or the groups of one super-group. Not copied, for
 * speed; whoever makes one lets go of the arrays.
 *
 * @param superScale code of the super-group's scale; 0 without one
 * @param superMin code of the super-group's scale of minima; 0 without one
 * @param scales code of each group's scale
 * @param offsets code of each group's zero point or minimum; zeros where the format has none
 * @param codes of the elements
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one loop to the next, never compared
public record QuantizedBlock(
    int superScale, int superMin, int[] scales, int[] offsets, int[] codes) {
  public QuantizedBlock {
    Objects.requireNonNull(codes, "codes");
    if (scales.length != offsets.length) {
      throw new IllegalArgumentException(scales.length + " scales, " + offsets.length + " offsets");
    }
  }
}
