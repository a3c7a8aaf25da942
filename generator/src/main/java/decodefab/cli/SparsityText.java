package decodefab.cli;

import decodefab.plan.HardwarePlan;
import decodefab.plan.LayerRun;
import decodefab.plan.MatrixPlacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the sparse matrices of a plan are stored. */
final class SparsityText {
  private SparsityText() {}

  /** A line for all matrices that are stored alike; none where all of them are dense. */
  static List<String> lines(HardwarePlan plan) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    sparse(plan)
        .forEach((name, m) -> alike.computeIfAbsent(how(m), h -> new ArrayList<>()).add(name));
    List<String> lines = new ArrayList<>();
    alike.forEach((how, names) -> lines.add(String.join(", ", names) + ": " + how));
    return lines;
  }

  /** The same matrix by matrix, ready for a JSON writer. */
  static List<Map<String, Object>> json(HardwarePlan plan) {
    List<Map<String, Object>> all = new ArrayList<>();
    sparse(plan)
        .forEach(
            (name, m) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("tensor", name);
              one.put("pattern", m.pattern().text());
              one.put("bits_per_weight", m.bitsPerWeight());
              one.put("bytes", bytes(m));
              one.put("dense_bytes", m.format().storedBytes(m.rows(), m.cols()));
              one.put("kept_blocks", keptBlocks(m).orElse(null));
              one.put("blocks", blocks(m).orElse(null));
              all.add(one);
            });
    return all;
  }

  /** By name, with its layers where these differ. */
  private static Map<String, MatrixPlacement> sparse(HardwarePlan plan) {
    Map<String, MatrixPlacement> found = new LinkedHashMap<>();
    for (LayerRun run : plan.runs()) {
      run.matrices().values().forEach(m -> found.put(plan.name(run, m), m));
    }
    found.put(plan.head().role(), plan.head());
    found.values().removeIf(m -> !m.pattern().isPruned());
    return found;
  }

  private static String how(MatrixPlacement m) {
    return String.format(
            Locale.ROOT,
            "%s, %.2f bits a weight with its share of scales",
            m.pattern().text(),
            m.bitsPerWeight())
        + keptBlocks(m)
            .map(
                kept ->
                    "; %d of %d blocks of each band, %d of %d bytes"
                        .formatted(
                            kept,
                            blocks(m).orElseThrow(),
                            bytes(m),
                            m.format().storedBytes(m.rows(), m.cols())))
            .orElse("");
  }

  private static Optional<Integer> keptBlocks(MatrixPlacement m) {
    return m.pattern().block().map(b -> m.pattern().keptBlocks(m.cols()));
  }

  private static Optional<Integer> blocks(MatrixPlacement m) {
    return m.pattern().block().map(b -> m.cols() / b.cols());
  }

  private static long bytes(MatrixPlacement m) {
    return m.format().storedBytes(m.rows(), m.cols(), m.pattern());
  }
}
