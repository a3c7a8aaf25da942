package decodefab.cli;

import decodefab.plan.HardwarePlan;
import decodefab.plan.LayerRun;
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
    for (LayerRun run : plan.runs()) {
      run.matrices().values().forEach(m -> add(m, plan.name(run, m), alike));
    }
    add(plan.head(), plan.head().role(), alike);
    List<String> lines = new ArrayList<>();
    alike.forEach((how, roles) -> lines.add(String.join(", ", roles) + ": " + how));
    return lines;
  }

  private static void add(MatrixPlacement m, String name, Map<String, List<String>> alike) {
    if (m.pattern().isPruned()) {
      String how =
          String.format(
                  Locale.ROOT,
                  "%s, %.2f bits a weight with its share of scales",
                  m.pattern().text(),
                  m.bitsPerWeight())
              + blocks(m);
      alike.computeIfAbsent(how, text -> new ArrayList<>()).add(name);
    }
  }

  /** Of blocks, how many of a band are kept, and the bytes of each matrix beside all of it. */
  private static String blocks(MatrixPlacement m) {
    return m.pattern()
        .block()
        .map(
            b ->
                "; %d of %d blocks of each band, %d of %d bytes"
                    .formatted(
                        m.pattern().keptBlocks(m.cols()),
                        m.cols() / b.cols(),
                        m.format().storedBytes(m.rows(), m.cols(), m.pattern()),
                        m.format().storedBytes(m.rows(), m.cols())))
        .orElse("");
  }
}
