package decodefab.accuracy;

import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.graph.AlikeLayers;
import decodefab.graph.DecodeGraph;
import decodefab.graph.Precision;
import decodefab.model.TensorNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which matrices of a model are judged together: those of one role and one format. */
final class MatrixGroups {
  private MatrixGroups() {}

  /** How a matrix is stored. */
  private record Stored(TensorFormat format, SparsePattern pattern) {}

  /**
   * The matrices of a graph, in the order in which a token reads them first.
   *
   * @return tensors by a name that a design could write: a role such as {@code mlp.up}; where
   *     layers differ, {@code layers.0..3.mlp.up} for each range of neighbours that do not
   */
  static Map<String, List<String>> of(DecodeGraph graph) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put(TensorNames.EMBEDDING, List.of(TensorNames.EMBEDDING));
    Precision p = graph.precision();
    for (String role : Precision.LAYER_ROLES) {
      for (AlikeLayers<Stored> alike :
          AlikeLayers.of(
              role,
              graph.shape().layers(),
              layer -> new Stored(p.format(role, layer), p.pattern(role, layer)))) {
        groups.put(
            alike.name(),
            IntStream.rangeClosed(alike.first(), alike.last())
                .mapToObj(layer -> TensorNames.layer(layer, role))
                .toList());
      }
    }
    groups.put(TensorNames.LM_HEAD, List.of(TensorNames.LM_HEAD));
    return groups;
  }
}
