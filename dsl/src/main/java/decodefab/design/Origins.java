package decodefab.design;

import decodefab.diag.Span;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where each value of a design was written.
 *
 * @param spans by dotted key; values that were filled in have no entry
 */
public record Origins(Map<String, Span> spans) {
  public Origins {
    spans = Collections.unmodifiableMap(new TreeMap<>(spans));
  }

  /** Where exactly this value was written; empty for a default. */
  public Optional<Span> exact(String key) {
    return Optional.ofNullable(spans.get(key));
  }

  /** Where this value, or the block around it, was written. */
  public Optional<Span> nearest(String key) {
    String at = key;
    while (!spans.containsKey(at)) {
      int dot = at.lastIndexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      at = at.substring(0, dot);
    }
    return Optional.of(spans.get(at));
  }
}
