package decodefab.plan;

import decodefab.design.Design;
import decodefab.design.TensorName;
import decodefab.diag.Diagnostic;
import decodefab.format.SparsePattern;
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
 * @param rounded those that are rounded a second time, by what they are in the file and what the
 *     design makes of them
 */
public record ImportedTensors(List<String> taken, Map<String, List<String>> rounded) {
  /** Names in a message. */
  private static final int MOST_NAMES = 3;

  public ImportedTensors {
    taken = List.copyOf(taken);
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
    return new ImportedTensors(taken, rounded);
  }

  private static Optional<String> why(TensorName tensor, TensorFormat stored, Precision precision) {
    TensorFormat asked = precision.format(role(tensor), layer(tensor));
    SparsePattern pattern = precision.pattern(role(tensor), layer(tensor));
    if (!stored.equals(asked)) {
      return Optional.of(stored.text() + " in the file to " + asked.text());
    }
    return pattern.leavesOut()
        ? Optional.of(stored.text() + " in the file to " + pattern.text())
        : Optional.empty();
  }

  private static String role(TensorName tensor) {
    return switch (tensor) {
      case TensorName.Whole w -> w.text();
      case TensorName.InLayer in -> in.matrix().text();
    };
  }

  private static int layer(TensorName tensor) {
    return switch (tensor) {
      case TensorName.Whole w -> 0;
      case TensorName.InLayer in -> in.layer();
    };
  }

  /** Whether the file holds nothing quantized. */
  public boolean isEmpty() {
    return taken.isEmpty() && rounded.isEmpty();
  }

  /** A warning for each way in which matrices are rounded a second time. */
  public List<Diagnostic> warnings(Design design) {
    return rounded.entrySet().stream()
        .map(e -> PlanCode.ROUNDED_AGAIN.warning(design.model().span(), message(e)))
        .toList();
  }

  private static String message(Map.Entry<String, List<String>> entry) {
    List<String> names = entry.getValue();
    String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return names.size()
        + (names.size() == 1 ? " matrix is" : " matrices are")
        + " quantized and rounded a second time, from "
        + entry.getKey()
        + ": "
        + shown
        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
  }
}
