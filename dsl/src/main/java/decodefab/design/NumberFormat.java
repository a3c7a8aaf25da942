package decodefab.design;

import java.util.Objects;
import java.util.Optional;

/**
 * How the values of a tensor are stored: value = element x scale, or (element - zero) x scale with
 * a zero point, or element x scale + min with a minimum.
 *
 * @param name the author's name; for a format written in place, its {@link #text()}
 * @param element what one element is; with a zero point or a minimum, an unsigned integer
 * @param grouping which elements share a scale
 * @param scale how a scale is stored
 * @param min how the minimum that comes with each scale is stored
 * @param second the scale of the scales
 * @param dynamic whether the fabric finds the scales while it runs
 * @param zeroPoint whether each scale comes with a code that stands for zero
 */
public record NumberFormat(
    String name,
    ElementType element,
    Grouping grouping,
    ScaleType scale,
    Optional<ScaleType> min,
    Optional<SecondScale> second,
    boolean dynamic,
    boolean zeroPoint)
    implements FormatChoice {
  /** Element groups are this long where nothing else is written. */
  public static final int DEFAULT_GROUP = 32;

  public NumberFormat {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(element, "element");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(min, "min");
    Objects.requireNonNull(second, "second");
  }

  /** A format of one level without a minimum. */
  public NumberFormat(
      String name,
      ElementType element,
      Grouping grouping,
      ScaleType scale,
      boolean dynamic,
      boolean zeroPoint) {
    this(name, element, grouping, scale, Optional.empty(), Optional.empty(), dynamic, zeroPoint);
  }

  /** The whole format as it is written in a design, with nothing left to a default. */
  @Override
  public String text() {
    return element.text()
        + (" per " + grouping.text())
        + (" scale " + scale.text())
        + min.map(m -> " min " + m.text()).orElse("")
        + second.map(s -> " " + s.text()).orElse("")
        + (dynamic ? " dynamic" : "")
        + (zeroPoint ? " zero point" : "");
  }

  /** The same under another name. */
  public NumberFormat named(String other) {
    return new NumberFormat(other, element, grouping, scale, min, second, dynamic, zeroPoint);
  }

  /** The same with a minimum or a second scale, named by its text. */
  public NumberFormat with(Optional<ScaleType> minimum, Optional<SecondScale> above) {
    NumberFormat format =
        new NumberFormat("", element, grouping, scale, minimum, above, dynamic, zeroPoint);
    return format.named(format.text());
  }

  /** A format written in place: named by its text. */
  public static NumberFormat inPlace(
      ElementType element, Grouping grouping, ScaleType scale, boolean dynamic, boolean zeroPoint) {
    return new NumberFormat("", element, grouping, scale, dynamic, zeroPoint)
        .with(Optional.empty(), Optional.empty());
  }
}
