package decodefab.cli;

import decodefab.plan.HardwarePlan;
import decodefab.plan.MatrixPlacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the sparse matrices of a plan are stored. */
final class SparsityText {
  private SparsityText() {}

  /** A line for all matrices that are stored alike; none where all of them are dense. */
  static List<String> lines(HardwarePlan plan) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (MatrixPlacement m : plan.matrices().values()) {
      if (m.pattern().isPruned()) {
        String how =
            String.format(
                Locale.ROOT,
                "%s, %.2f bits a weight with its share of scales",
                m.pattern().text(),
                m.format().bitsPerWeight(m.pattern()));
        alike.computeIfAbsent(how, text -> new ArrayList<>()).add(m.role());
      }
    }
    List<String> lines = new ArrayList<>();
    alike.forEach((how, roles) -> lines.add(String.join(", ", roles) + ": " + how));
    return lines;
  }
}
