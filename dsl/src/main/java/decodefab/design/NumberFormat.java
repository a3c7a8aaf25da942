package decodefab.design;

import java.util.Objects;

/**
 * How the values of a tensor are stored: value = element x scale.
 *
 * @param name the author's name; for a format written in place, its {@link #text()}
 * @param element what one element is
 * @param grouping which elements share a scale
 * @param scale how a scale is stored
 * @param dynamic whether the fabric finds the scales while it runs
 * @param zeroPoint whether each scale comes with an offset
 */
public record NumberFormat(
    String name,
    ElementType element,
    Grouping grouping,
    ScaleType scale,
    boolean dynamic,
    boolean zeroPoint) {
  /** Element groups are this long where nothing else is written. */
  public static final int DEFAULT_GROUP = 32;

  public NumberFormat {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(element, "element");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(scale, "scale");
  }

  /** The whole format as it is written in a design, with nothing left to a default. */
  public String text() {
    return text(element, grouping, scale, dynamic, zeroPoint);
  }

  /** A format written in place: named by its text. */
  public static NumberFormat inPlace(
      ElementType element, Grouping grouping, ScaleType scale, boolean dynamic, boolean zeroPoint) {
    return new NumberFormat(
        text(element, grouping, scale, dynamic, zeroPoint),
        element,
        grouping,
        scale,
        dynamic,
        zeroPoint);
  }

  private static String text(
      ElementType element, Grouping grouping, ScaleType scale, boolean dynamic, boolean zeroPoint) {
    return element.text()
        + " per "
        + grouping.text()
        + " scale "
        + scale.text()
        + (dynamic ? " dynamic" : "")
        + (zeroPoint ? " zero point" : "");
  }
}
