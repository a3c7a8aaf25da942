package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.Quantizing;
import decodefab.design.TensorName;
import decodefab.diag.Diagnostic;
import decodefab.format.TensorFormat;
import decodefab.graph.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of the matrices that the model's file holds quantized.
 *
 * @param taken those whose codes and scales are used as they are, by canonical name
 * @param idle those of them for which the design says in vain how codes are found, by what it says
 * @param rounded those that are rounded a second time, by what they are in the file and what the
 *     design makes of them
 */
public record ImportedTensors(
    List<String> taken, Map<String, List<String>> idle, Map<String, List<String>> rounded) {
  /** Names in a message. */
  private static final int MOST_NAMES = 3;

  public ImportedTensors {
    taken = List.copyOf(taken);
    idle = Collections.unmodifiableMap(new LinkedHashMap<>(idle));
    rounded = Collections.unmodifiableMap(new LinkedHashMap<>(rounded));
    rounded.keySet().forEach(Objects::requireNonNull);
  }

  /**
   * Holds the stored formats of a model against those of its plan.
   *
   * @param plan of this design
   */
  public static ImportedTensors of(LoadedDesign loaded, HardwarePlan plan) {
    Precision precision = plan.graph().precision();
    List<String> taken = new ArrayList<>();
    Map<String, List<String>> idle = new LinkedHashMap<>();
    Map<String, List<String>> rounded = new LinkedHashMap<>();
    for (TensorName tensor : StoredFormats.tensors(loaded.shape())) {
      Optional<TensorFormat> stored = Optional.ofNullable(loaded.stored().get(tensor.text()));
      if (stored.isPresent()) {
        why(tensor, stored.get(), precision)
            .ifPresentOrElse(
                why -> rounded.computeIfAbsent(why, w -> new ArrayList<>()).add(tensor.text()),
                () -> taken.add(tensor.text()));
      }
    }
    for (TensorName tensor : StoredFormats.tensors(loaded.shape())) {
      Quantizing by = precision.matrix(tensor.role(), layer(tensor)).by();
      if (by != Quantizing.NEAREST && taken.contains(tensor.text())) {
        idle.computeIfAbsent(by.text(), b -> new ArrayList<>()).add(tensor.text());
      }
    }
    return new ImportedTensors(taken, idle, rounded);
  }

  private static Optional<String> why(TensorName tensor, TensorFormat stored, Precision precision) {
    String role = tensor.role();
    int layer = layer(tensor);
    if (precision.takes(role, layer, stored)) {
      return Optional.empty();
    }
    TensorFormat asked = precision.format(role, layer);
    String to = stored.equals(asked) ? precision.pattern(role, layer).text() : asked.text();
    return Optional.of(stored.text() + " in the file to " + to);
  }

  private static int layer(TensorName tensor) {
    return switch (tensor) {
      case TensorName.Whole w -> 0;
      case TensorName.InLayer in -> in.layer();
    };
  }

  /**
   * A warning for each way in which matrices are rounded a second time, and for each way of finding
   * codes that is not used.
   */
  public List<Diagnostic> warnings(Design design) {
    List<Diagnostic> warnings = new ArrayList<>();
    rounded.forEach(
        (how, names) ->
            warnings.add(
                PlanCode.ROUNDED_AGAIN.warning(
                    design.model().span(),
                    message(names, " quantized and rounded a second time, from " + how))));
    idle.forEach(
        (by, names) ->
            warnings.add(
                PlanCode.NOT_FOUND_ANEW.warning(
                    design.model().span(),
                    message(names, " taken as stored, so that nothing is found by " + by))));
    return warnings;
  }

  private static String message(List<String> names, String what) {
    String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return names.size()
        + (names.size() == 1 ? " matrix is" : " matrices are")
        + what
        + ": "
        + shown
        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
  }
}
