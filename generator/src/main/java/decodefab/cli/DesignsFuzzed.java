package decodefab.cli;

import decodefab.fuzz.Coverage;
import decodefab.fuzz.DesignResult;
import decodefab.fuzz.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What trying random designs came to.
 *
 * @param seed of the first design
 * @param results of all designs
 * @param coverage what they covered
 * @param failed the command that shows a failure again, by design
 */
record DesignsFuzzed(
    long seed, List<DesignResult> results, Coverage coverage, Map<DesignResult, String> failed) {
  DesignsFuzzed {
    results = List.copyOf(results);
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
  }

  /** Designs whose hardware agrees with the golden model. */
  long passed() {
    return results.stream().filter(r -> r.verdict() instanceof Verdict.Passed).count();
  }

  /** Designs whose made-up weights did not fit a format. */
  long unfit() {
    return results.stream().filter(r -> r.verdict() instanceof Verdict.Unfit).count();
  }

  /** Values that were compared. */
  long values() {
    return results.stream()
        .mapToLong(r -> r.verdict() instanceof Verdict.Passed passed ? passed.values() : 0)
        .sum();
  }

  /** Draws that were not legal. */
  int refused() {
    return coverage.refused().values().stream().mapToInt(Integer::intValue).sum();
  }
}
