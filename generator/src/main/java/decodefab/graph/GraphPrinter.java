package decodefab.graph;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a graph as text: one operation a line, the same text for equal graphs. */
public final class GraphPrinter {
  private GraphPrinter() {}

  /** The whole graph. */
  public static String print(DecodeGraph graph) {
    StringBuilder out = new StringBuilder();
    out.append("graph { ").append(graph.shape().text()).append(" }\n");
    Precision p = graph.precision();
    out.append("vector ").append(p.vector());
    out.append(", activation group ").append(p.activationGroup());
    out.append(", probability group ").append(p.probabilityGroup()).append('\n');
    stored(out, graph, "embedding", 1);
    Precision.LAYER_ROLES.forEach(role -> stored(out, graph, role, graph.shape().layers()));
    stored(out, graph, "lm_head", 1);
    section(out, "prologue", graph.prologue());
    section(out, "layer, " + graph.shape().layers() + " times", graph.body());
    section(out, "epilogue", graph.epilogue());
    return out.toString();
  }

  private static void stored(StringBuilder out, DecodeGraph graph, String role, int layers) {
    Precision p = graph.precision();
    for (AlikeLayers<String> alike :
        AlikeLayers.of(role, layers, layer -> stored(p, role, layer))) {
      out.append("  ").append(alike.name()).append(" = ").append(alike.value()).append('\n');
    }
  }

  private static String stored(Precision precision, String role, int layer) {
    MatrixFormat matrix = precision.matrix(role, layer);
    String format = matrix.format().text() + matrix.byText();
    return matrix.pattern().leavesOut() ? format + ", " + matrix.pattern().text() : format;
  }

  private static void section(StringBuilder out, String title, List<Op> ops) {
    out.append(title).append(":\n");
    for (Op op : ops) {
      out.append("  ").append(line(op)).append('\n');
    }
  }

  /** One operation: results, name and operands. */
  public static String line(Op op) {
    String results = op.outputs().stream().map(Value::text).collect(Collectors.joining(", "));
    String operands = op.inputs().stream().map(Value::name).collect(Collectors.joining(", "));
    String detail =
        switch (op) {
          case Op.MultiplyMatrix m -> m.matrix() + " x ";
          case Op.Normalize n -> n.weight() + ", ";
          case Op.StoreHeads s -> (s.key() ? "keys" : "values") + " <- ";
          case Op.LoadRotary r -> r.sine() ? "sine" : "cosine";
          case Op.Scores s -> "kv head " + s.kvHead() + ", ";
          case Op.MixValues m -> "kv head " + m.kvHead() + ", ";
          case Op.LoadEmbeddingScales s -> "token";
          case Op.LoadEmbedding e -> "token, ";
          case Op.SumOfSquares s -> "";
          case Op.InverseRms r -> "";
          case Op.GroupScales s -> s.format().text() + ", ";
          case Op.Quantize q -> "int(" + q.format().bits() + ") group " + q.group() + ", ";
          case Op.RotateCosine r -> "";
          case Op.RotateSine r -> "";
          case Op.GroupMaximum g -> "group " + g.group() + ", ";
          case Op.HeadMaximum h -> "slot " + h.slot() + ", ";
          case Op.ExpShifted e -> "slot " + e.slot() + ", ";
          case Op.Reciprocal r -> "";
          case Op.WeighPositions w -> "slot " + w.slot() + ", ";
          case Op.Add a -> "";
          case Op.ExpPlusOne e -> "";
          case Op.Gate g -> "";
          case Op.ArgMax a -> "";
        };
    String call = op.getClass().getSimpleName() + "(" + detail + operands + ")";
    return results.isEmpty() ? call : results + " = " + call;
  }
}
