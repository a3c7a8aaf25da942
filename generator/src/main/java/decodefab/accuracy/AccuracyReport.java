package decodefab.accuracy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a design's formats make of its model.
 *
 * @param design its name
 * @param windows the text
 * @param golden the fabric's results against the float model's
 * @param tensors every matrix, in the order in which a token uses them
 * @param costs what each format costs alone, the dearest first
 * @param remedy what would help a ruined model; empty where it is not ruined, or nothing helps
 */
public record AccuracyReport(
    String design,
    Windows windows,
    Comparison golden,
    List<TensorError> tensors,
    List<FormatCost> costs,
    Optional<Remedy> remedy) {
  /**
   * Below this share of equal tokens a model no longer says what it was trained to: about every
   * second token differs, and each difference leads the text elsewhere.
   */
  public static final double RUINED_BELOW = 0.6;

  public AccuracyReport {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(windows, "windows");
    Objects.requireNonNull(golden, "golden");
    tensors = List.copyOf(tensors);
    costs = List.copyOf(costs);
    Objects.requireNonNull(remedy, "remedy");
  }

  /** Whether the formats ruin the model. */
  public boolean ruined() {
    return golden.sameToken().value() < RUINED_BELOW;
  }
}
