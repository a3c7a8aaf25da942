package decodefab.format;

import java.util.Objects;

/**
 * Neighbouring groups of a row whose scales are themselves scaled; their minima, where there are
 * any, by a second scale of the same type.
 *
 * @param columns elements that share it, a multiple of the group
 * @param scale how its scale is stored
 */
public record SuperGroup(int columns, ScaleCode scale) {
  public SuperGroup {
    Objects.requireNonNull(scale, "scale");
    if (columns < 1) {
      throw new IllegalArgumentException("super-group of " + columns);
    }
  }
}
