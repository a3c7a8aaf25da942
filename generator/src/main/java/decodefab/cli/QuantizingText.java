package decodefab.cli;

import decodefab.design.Quantizing;
import decodefab.graph.AlikeLayers;
import decodefab.graph.Precision;
import decodefab.model.TensorNames;
import decodefab.plan.HardwarePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the codes of matrices are found, where they are not the nearest. */
final class QuantizingText {
  private QuantizingText() {}

  /** A line for each way; none where all codes are the nearest. */
  static List<String> lines(HardwarePlan plan) {
    Map<Quantizing, List<String>> ways = new LinkedHashMap<>();
    add(plan, TensorNames.EMBEDDING, 1, ways);
    Precision.LAYER_ROLES.forEach(role -> add(plan, role, plan.graph().shape().layers(), ways));
    add(plan, TensorNames.LM_HEAD, 1, ways);
    ways.remove(Quantizing.NEAREST);
    List<String> lines = new ArrayList<>();
    ways.forEach((way, names) -> lines.add("by " + way.text() + ": " + String.join(", ", names)));
    return lines;
  }

  private static void add(
      HardwarePlan plan, String role, int layers, Map<Quantizing, List<String>> ways) {
    Precision precision = plan.graph().precision();
    AlikeLayers.of(role, layers, layer -> precision.matrix(role, layer).by())
        .forEach(
            alike ->
                ways.computeIfAbsent(alike.value(), way -> new ArrayList<>()).add(alike.name()));
  }
}
