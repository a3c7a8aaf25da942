package decodefab.accuracy;

import java.util.List;
import java.util.Objects;

/**
 * The text that is judged on, as tokens: stretches that each begin a sequence of their own.
 *
 * @param source what it is, in words
 * @param windows tokens, at least one window and one token in each
 */
public record Windows(String source, List<List<Integer>> windows) {
  public Windows {
    Objects.requireNonNull(source, "source");
    windows = windows.stream().map(List::copyOf).toList();
    if (windows.isEmpty() || windows.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("no tokens");
    }
  }

  /** Tokens of all windows: each is a position with logits of its own. */
  public int positions() {
    return windows.stream().mapToInt(List::size).sum();
  }
}
