package decodefab.accuracy;

import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import decodefab.graph.DecodeGraph;
import decodefab.graph.GraphBuilder;
import decodefab.graph.MatrixFormat;
import decodefab.graph.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Formats to try on a ruined model, the smaller first: for every matrix that does harm alone, or
 * for the dearest where none does.
 */
final class Remedies {
  /** Share of equal tokens from which a change is worth proposing. */
  static final double HELPS_FROM = 0.7;

  /** A matrix that alone leaves fewer equal tokens than this does harm. */
  private static final double HARMFUL_BELOW = 0.9;

  private static final int GROUP = 32;

  private final DecodeGraph graph;
  private final List<FormatCost> costs;

  /**
   * Remedies for a graph.
   *
   * @param costs of matrices that share a format, by {@link MatrixGroups} or by single tensors
   */
  Remedies(DecodeGraph graph, List<FormatCost> costs) {
    this.graph = graph;
    Set<String> groups = MatrixGroups.of(graph).keySet();
    this.costs = costs.stream().filter(c -> groups.contains(c.name())).toList();
  }

  /**
   * A change to try.
   *
   * @param roles whose format changes, as a design writes them
   * @param format its text
   * @param graph with these formats
   */
  record Candidate(List<String> roles, String format, DecodeGraph graph) {
    Candidate {
      roles = List.copyOf(roles);
    }
  }

  List<Candidate> candidates() {
    return Stream.of(4, 8)
        .map(bits -> TensorFormat.grouped(ElementCodes.signed(bits), GROUP, ScaleCode.F16))
        .map(this::candidate)
        .filter(c -> !c.roles().isEmpty())
        .toList();
  }

  private Candidate candidate(TensorFormat format) {
    List<FormatCost> harmful =
        costs.stream().filter(c -> c.comparison().sameToken().value() < HARMFUL_BELOW).toList();
    List<FormatCost> changed =
        (harmful.isEmpty() ? List.of(costs.getFirst()) : harmful)
            .stream().filter(c -> c.tensors().getFirst().bits() < format.bitsPerWeight()).toList();
    // What changes is stored whole as well; the others stay as they are.
    Map<String, MatrixFormat> matrices = new HashMap<>(graph.precision().matrices());
    changed.forEach(
        cost -> cost.tensors().forEach(t -> matrices.put(t.name(), MatrixFormat.dense(format))));
    Precision precision = graph.precision().with(matrices);
    List<String> names = changed.stream().map(FormatCost::name).toList();
    return new Candidate(names, format.text(), GraphBuilder.build(graph.shape(), precision));
  }
}
