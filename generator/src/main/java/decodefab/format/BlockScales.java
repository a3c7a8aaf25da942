package decodefab.format;

import java.util.List;

/**
 * The scales of one block, found before its elements are rounded.
 *
 * @param superScale code of the super-group's scale; 0 without one
 * @param superMin code of the super-group's scale of minima; 0 without one
 * @param groups scales of its groups
 */
record BlockScales(int superScale, int superMin, List<GroupScale> groups) {
  BlockScales {
    groups = List.copyOf(groups);
  }

  /** The block with these scales and the given codes. */
  QuantizedBlock with(int[] codes) {
    return new QuantizedBlock(
        superScale,
        superMin,
        groups.stream().mapToInt(GroupScale::scaleCode).toArray(),
        groups.stream().mapToInt(GroupScale::offsetCode).toArray(),
        codes);
  }
}
