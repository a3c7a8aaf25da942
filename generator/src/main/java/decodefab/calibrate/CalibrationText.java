package decodefab.calibrate;

import java.util.ArrayList;
import java.util.List;

/**
 * Tokens over which a model's inputs are taken.
 *
 * @param windows sequences, none longer than the model's context; none at all for a text that the
 *     model writes itself
 */
public record CalibrationText(List<List<Integer>> windows) {
  /** What the model writes itself, see {@link OwnText}. */
  public static final CalibrationText OWN = new CalibrationText(List.of());

  /** Most tokens of a text that are taken. */
  public static final int MOST_TOKENS = 1024;

  public CalibrationText {
    windows = windows.stream().map(List::copyOf).toList();
  }

  /** Whether the model writes it. */
  public boolean isOwn() {
    return windows.isEmpty();
  }

  /**
   * The first tokens of a text in windows of a model's context.
   *
   * @param tokens at least one
   */
  public static CalibrationText of(List<Integer> tokens, int context) {
    int count = Math.min(tokens.size(), MOST_TOKENS);
    List<List<Integer>> windows = new ArrayList<>();
    for (int from = 0; from < count; from += context) {
      windows.add(tokens.subList(from, Math.min(from + context, count)));
    }
    return new CalibrationText(windows);
  }
}
