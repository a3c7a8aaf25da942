package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A weight format as it is written.
 *
 * @param element such as {@code int(4)}
 * @param group neighbours that share a scale; {@link #ROW} or {@link #TENSOR} for all of such
 * @param scaling what they share
 * @param zeroPoint whether groups have a zero point
 * @param how codes are found; empty where nothing is said
 */
record WeightFormat(String element, int group, Scaling scaling, boolean zeroPoint, String how) {
  static final int ROW = 0;
  static final int TENSOR = -1;
  static final WeightFormat SIMPLEST = plain("int(8)", 32, "f16", false);

  /** A format whose scales have none of their own, with the nearest codes. */
  static WeightFormat plain(String element, int group, String scale, boolean zeroPoint) {
    return new WeightFormat(element, group, Scaling.plain(scale), zeroPoint, "");
  }

  WeightFormat withScaling(Scaling other) {
    return new WeightFormat(element, group, other, zeroPoint, how);
  }

  WeightFormat withGroup(int other) {
    return new WeightFormat(element, other, scaling, zeroPoint, how);
  }

  WeightFormat by(String other) {
    return new WeightFormat(element, group, scaling, zeroPoint, other);
  }

  String text() {
    return element
        + (" per " + grouping())
        + (" " + scaling.text())
        + (zeroPoint ? " zero point" : "")
        + (how.isEmpty() ? "" : " by " + how);
  }

  private String grouping() {
    return switch (group) {
      case ROW -> "row";
      case TENSOR -> "tensor";
      default -> "group(" + group + ")";
    };
  }

  String summary() {
    return ElementChoice.bin(element)
        + (" by " + (group > 0 ? "" + group : grouping()))
        + (" " + scaling.type())
        + (scaling.under() == 0 ? "" : " under " + scaling.upper());
  }

  /** Bins of the element, the scale and the grouping. */
  List<String> bins() {
    List<String> bins = new ArrayList<>(List.of(ElementChoice.bin(element)));
    bins.addAll(scaling.bins());
    if (zeroPoint) {
      bins.add("zero point");
    }
    bins.add(
        group <= 0
            ? "per " + grouping()
            : group < 8
                ? "group below 8"
                : Integer.bitCount(group) == 1 ? "group of a power of two" : "other group");
    if (!how.isEmpty()) {
      bins.add("by " + how);
    }
    return bins;
  }

  /** What is not plain about it. */
  int cost() {
    return (element.equals(SIMPLEST.element) ? 0 : 1)
        + scaling.cost()
        + (zeroPoint ? 1 : 0)
        + (group == SIMPLEST.group ? 0 : 1)
        + (how.isEmpty() ? 0 : 1);
  }

  /** Formats that differ in one thing, which is plainer. */
  List<WeightFormat> simpler() {
    List<WeightFormat> simpler = new ArrayList<>();
    if (!equals(SIMPLEST)) {
      simpler.add(SIMPLEST);
    }
    if (!how.isEmpty()) {
      simpler.add(by(""));
    }
    if (!element.equals(SIMPLEST.element)) {
      simpler.add(new WeightFormat(SIMPLEST.element, group, scaling, zeroPoint, how));
    }
    scaling.simpler().forEach(plainer -> simpler.add(withScaling(plainer)));
    if (zeroPoint) {
      simpler.add(new WeightFormat(element, group, scaling, false, how));
    }
    if (group != SIMPLEST.group) {
      simpler.add(withGroup(SIMPLEST.group));
    }
    return simpler;
  }
}
