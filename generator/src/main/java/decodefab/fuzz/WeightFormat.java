package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A weight format as it is written.
 *
 * @param element such as {@code int(4)}
 * @param group neighbours that share a scale; 0 for a whole row
 * @param scale such as {@code f16}
 * @param zeroPoint whether groups have a zero point
 */
record WeightFormat(String element, int group, String scale, boolean zeroPoint) {
  static final WeightFormat SIMPLEST = new WeightFormat("int(8)", 32, "f16", false);

  String text() {
    return element
        + (group == 0 ? " per row" : " per group(" + group + ")")
        + (" scale " + scale)
        + (zeroPoint ? " zero point" : "");
  }

  String summary() {
    return ElementChoice.bin(element) + (group == 0 ? " by row " : " by " + group + " ") + scale;
  }

  /** Bins of the element, the scale and the grouping. */
  List<String> bins() {
    List<String> bins = new ArrayList<>(List.of(ElementChoice.bin(element), "scale " + scale));
    if (zeroPoint) {
      bins.add("zero point");
    }
    bins.add(
        group == 0
            ? "per row"
            : group < 8
                ? "group below 8"
                : Integer.bitCount(group) == 1 ? "group of a power of two" : "other group");
    return bins;
  }

  /** Formats that differ in one thing, which is plainer. */
  List<WeightFormat> simpler() {
    List<WeightFormat> simpler = new ArrayList<>();
    if (!equals(SIMPLEST)) {
      simpler.add(SIMPLEST);
    }
    if (!element.equals(SIMPLEST.element)) {
      simpler.add(new WeightFormat(SIMPLEST.element, group, scale, zeroPoint));
    }
    if (!scale.equals(SIMPLEST.scale)) {
      simpler.add(new WeightFormat(element, group, SIMPLEST.scale, zeroPoint));
    }
    if (zeroPoint) {
      simpler.add(new WeightFormat(element, group, scale, false));
    }
    if (group != SIMPLEST.group) {
      simpler.add(new WeightFormat(element, SIMPLEST.group, scale, zeroPoint));
    }
    return simpler;
  }
}
