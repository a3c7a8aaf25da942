package decodefab.accuracy;

import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import decodefab.graph.DecodeGraph;
import decodefab.graph.GraphBuilder;
import decodefab.graph.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  Remedies(DecodeGraph graph, List<FormatCost> costs) {
    this.graph = graph;
    this.costs =
        costs.stream().filter(c -> graph.precision().formats().containsKey(c.name())).toList();
  }

  /**
   * A change to try.
   *
   * @param roles whose format changes
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
    List<String> harmful =
        costs.stream()
            .filter(c -> c.comparison().sameToken().value() < HARMFUL_BELOW)
            .map(FormatCost::name)
            .toList();
    List<String> changed =
        (harmful.isEmpty() ? List.of(costs.getFirst().name()) : harmful)
            .stream().filter(role -> bits(role) < format.bitsPerWeight()).toList();
    Map<String, TensorFormat> formats = new HashMap<>(graph.precision().formats());
    changed.forEach(role -> formats.put(role, format));
    Precision p = graph.precision();
    Precision precision = p.withFormats(formats);
    return new Candidate(changed, format.text(), GraphBuilder.build(graph.shape(), precision));
  }

  private double bits(String role) {
    return graph.precision().format(role).bitsPerWeight();
  }
}
