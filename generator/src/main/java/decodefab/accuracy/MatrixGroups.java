package decodefab.accuracy;

import decodefab.graph.AlikeLayers;
import decodefab.graph.DecodeGraph;
import decodefab.graph.MatrixFormat;
import decodefab.graph.Precision;
import decodefab.model.TensorNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which matrices of a model are judged together: those of one role and one format. */
final class MatrixGroups {
  private MatrixGroups() {}

  /**
   * The matrices of a graph, in the order in which a token reads them first.
   *
   * @return tensors by a name that a design could write: a role such as {@code mlp.up}; where
   *     layers differ, {@code layers.0..3.mlp.up} for each range of neighbours that do not
   */
  static Map<String, List<String>> of(DecodeGraph graph) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put(TensorNames.EMBEDDING, List.of(TensorNames.EMBEDDING));
    for (String role : Precision.LAYER_ROLES) {
      for (AlikeLayers<MatrixFormat> alike :
          AlikeLayers.of(
              role, graph.shape().layers(), layer -> graph.precision().matrix(role, layer))) {
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
