package decodefab.sim;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a fabric did with one token.
 *
 * @param next the token that its argmax chose
 * @param cycles cycles from start to done
 * @param counters the performance counters by name, {@link Counter}
 * @param logits the logits as it computed them, where they were asked for
 */
public record TokenResult(
    int next, long cycles, Map<Counter, Long> counters, Optional<float[]> logits) {
  public TokenResult {
    Objects.requireNonNull(logits, "logits");
    counters = Collections.unmodifiableMap(new TreeMap<>(counters));
  }

  /** Value of a counter. */
  public long counter(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }
}
