package decodefab.accuracy;

import decodefab.calibrate.CalibrationText;
import decodefab.design.Design;
import decodefab.diag.InputException;
import decodefab.golden.GoldenModel;
import decodefab.golden.QuantizedWeights;
import decodefab.graph.DecodeGraph;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelWeights;
import decodefab.reference.FloatReference;
import decodefab.reference.Rounding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measures what the formats of a design make of its model. The whole is golden against the float
 * model. The parts are the float model with one thing rounded at a time, because golden has no
 * arithmetic without formats; their divergences need not add up to the whole.
 */
public final class AccuracyMeter {
  private final Design design;
  private final DecodeGraph graph;
  private final ModelWeights weights;
  private final CalibrationText text;
  private final Progress progress;

  /**
   * A meter.
   *
   * @param graph of the design and its model
   * @param weights the model's
   * @param text over which inputs of matrices are taken, where codes are found by them
   */
  public AccuracyMeter(
      Design design,
      DecodeGraph graph,
      ModelWeights weights,
      CalibrationText text,
      Progress progress) {
    this.design = Objects.requireNonNull(design, "design");
    this.graph = Objects.requireNonNull(graph, "graph");
    this.weights = Objects.requireNonNull(weights, "weights");
    this.text = Objects.requireNonNull(text, "text");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /** Runs over the text that {@link #measure} takes where the model is not ruined. */
  public static int runs(DecodeGraph graph, boolean byLayer) {
    Map<String, List<String>> groups = MatrixGroups.of(graph);
    long shared = groups.values().stream().filter(g -> g.size() > 1).mapToLong(List::size).sum();
    return 4 + groups.size() + (byLayer ? (int) shared : 0);
  }

  /**
   * Measures.
   *
   * @param windows the text; no window longer than the context
   * @param byLayer whether each layer's matrices are judged alone too
   * @throws InputException when a weight is no finite number, or more than its format holds
   */
  public AccuracyReport measure(Windows windows, boolean byLayer) throws InputException {
    QuantizedWeights stored = QuantizedWeights.of(weights, graph, text);
    List<TensorError> tensors = new TensorErrors(design, graph, weights, stored).all();
    Comparer.Sequences published = floats(weights, Rounding.NONE);
    Comparer comparer =
        progress.run("float model", windows.positions(), () -> new Comparer(windows, published));
    Comparison golden = compare("golden", comparer, golden(graph, stored));
    List<FormatCost> costs = new ArrayList<>();
    Map<String, TensorError> byName =
        tensors.stream().collect(Collectors.toMap(TensorError::name, t -> t));
    for (Map.Entry<String, List<String>> group : MatrixGroups.of(graph).entrySet()) {
      List<TensorError> members = group.getValue().stream().map(byName::get).toList();
      costs.add(cost(group.getKey(), members, stored, comparer));
      if (byLayer && members.size() > 1) {
        for (TensorError tensor : members) {
          costs.add(cost(tensor.name(), List.of(tensor), stored, comparer));
        }
      }
    }
    costs.add(cost("activations", FabricRounding.activations(graph), comparer));
    costs.add(cost("kv_cache", FabricRounding.cache(graph), comparer));
    costs.sort(
        Comparator.comparingDouble((FormatCost c) -> -c.comparison().divergence().value())
            .thenComparing(FormatCost::name));
    boolean ruined = golden.sameToken().value() < AccuracyReport.RUINED_BELOW;
    Optional<Remedy> remedy = ruined ? remedy(costs, comparer) : Optional.empty();
    return new AccuracyReport(design.name(), windows, golden, tensors, costs, remedy);
  }

  private FormatCost cost(
      String name, List<TensorError> tensors, QuantizedWeights stored, Comparer comparer)
      throws InputException {
    Map<String, FloatMatrix> replaced = new LinkedHashMap<>();
    for (TensorError t : tensors) {
      replaced.put(t.name(), stored.dequantized(t.role(), TensorErrors.layer(t.name())));
    }
    Comparer.Sequences model = floats(new ReplacedWeights(weights, replaced), Rounding.NONE);
    return new FormatCost(
        name, tensors.getFirst().format(), tensors, compare(name, comparer, model));
  }

  private FormatCost cost(String name, Rounding rounding, Comparer comparer) throws InputException {
    Comparison comparison = compare(name, comparer, floats(weights, rounding));
    return new FormatCost(name, design.formatOf(name).name(), List.of(), comparison);
  }

  private Optional<Remedy> remedy(List<FormatCost> costs, Comparer comparer) throws InputException {
    for (Remedies.Candidate candidate : new Remedies(graph, costs).candidates()) {
      DecodeGraph changed = candidate.graph();
      Comparer.Sequences model = golden(changed, QuantizedWeights.of(weights, changed, text));
      Comparison comparison = compare("golden in " + candidate.format(), comparer, model);
      if (comparison.sameToken().value() >= Remedies.HELPS_FROM) {
        return Optional.of(new Remedy(candidate.roles(), candidate.format(), comparison));
      }
    }
    return Optional.empty();
  }

  private Comparison compare(String what, Comparer comparer, Comparer.Sequences model) {
    return progress.run(what, comparer.positions(), () -> comparer.compare(model));
  }

  private static Comparer.Sequences golden(DecodeGraph graph, QuantizedWeights stored) {
    return () -> new GoldenModel(graph, stored)::step;
  }

  /** One model for all windows: each begins anew. */
  private static Comparer.Sequences floats(ModelWeights weights, Rounding rounding)
      throws InputException {
    FloatReference reference = new FloatReference(weights, rounding);
    return () -> {
      reference.reset();
      return reference::step;
    };
  }
}
