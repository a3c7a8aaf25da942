package decodefab.plan;

import decodefab.diag.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which matrices take much more weight memory than their codes have bits. A tile word never holds
 * columns of two groups: where groups end inside words, the rest of each word is empty.
 */
final class PaddingWarnings {
  private static final double MUCH = 1.25;

  private PaddingWarnings() {}

  static List<Diagnostic> of(HardwarePlan plan) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (LayerRun run : plan.runs()) {
      run.matrices().values().forEach(m -> add(alike, plan, plan.name(run, m), m));
    }
    add(alike, plan, plan.head().role(), plan.head());
    return alike.entrySet().stream()
        .map(
            e ->
                PlanCode.PADDED.warning(
                    plan.design().origin("tile.cols"),
                    String.join(", ", e.getValue()) + e.getKey()))
        .toList();
  }

  private static void add(
      Map<String, List<String>> alike, HardwarePlan plan, String name, MatrixPlacement matrix) {
    FabricParameters fabric = plan.fabric();
    long taken = fabric.containers(matrix);
    int word = matrix.chunkCols(fabric.cols());
    long whole =
        fabric
            .formats()
            .containers(
                fabric.formats().index(matrix.format(), matrix.pattern()),
                (long) matrix.tiles() * Math.ceilDiv(matrix.storedCols(), word));
    if (taken <= MUCH * whole) {
      return;
    }
    long words = matrix.chunks(word);
    long least = Math.ceilDiv(matrix.storedCols(), word);
    String reason =
        words > least
            ? "groups end inside tile words of %d columns, so that a row has %d words instead of %d"
                .formatted(word, words, least)
            : "each piece of the columns that may be skipped starts at a container of its own";
    String text =
        ": %.1f times the weight memory of the codes: %s".formatted((double) taken / whole, reason);
    alike.computeIfAbsent(text, t -> new ArrayList<>()).add(name);
  }
}
