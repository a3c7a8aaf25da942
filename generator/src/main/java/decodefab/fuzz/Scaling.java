package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Scales and minima of groups as they are written.
 *
 * @param type of a scale, such as {@code f16}
 * @param min type of a minimum; empty where there are none
 * @param under elements whose scales share a scale; {@link #TENSOR} for all, 0 where none do
 * @param upper type of that scale; empty where there is none
 */
record Scaling(String type, String min, int under, String upper) {
  static final int TENSOR = -1;
  static final String WITH_MIN = "minima";
  static final String UNDER_GROUP = "scales under a group's scale";
  static final String UNDER_TENSOR = "scales under a tensor's scale";

  /** Scales that nothing scales, without minima. */
  static Scaling plain(String type) {
    return new Scaling(type, "", 0, "");
  }

  String text() {
    String above =
        switch (under) {
          case 0 -> "";
          case TENSOR -> " under tensor scale " + upper;
          default -> " under group(" + under + ") scale " + upper;
        };
    return "scale " + type + (min.isEmpty() ? "" : " min " + min) + above;
  }

  List<String> bins() {
    List<String> bins = new ArrayList<>();
    // Integers are counted by what they are for: they need a scale of their own.
    if (!type.contains("int")) {
      bins.add("scale " + type);
    }
    if (!min.isEmpty()) {
      bins.add(WITH_MIN);
    }
    if (under != 0) {
      bins.add(under == TENSOR ? UNDER_TENSOR : UNDER_GROUP);
    }
    return bins;
  }

  /** How far from the plainest. */
  int cost() {
    return (equals(plain("f16")) ? 0 : 1) + (min.isEmpty() ? 0 : 1) + (under == 0 ? 0 : 1);
  }

  /** Scalings that lack something. */
  List<Scaling> simpler() {
    List<Scaling> simpler = new ArrayList<>();
    if (!equals(plain("f16"))) {
      simpler.add(plain("f16"));
    }
    if (!min.isEmpty()) {
      simpler.add(new Scaling(type, "", under, upper));
    }
    return simpler;
  }
}
