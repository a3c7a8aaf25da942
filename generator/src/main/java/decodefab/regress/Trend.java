package decodefab.regress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a job's last result compares with its last pass before that.
 *
 * @param job the job
 * @param results all of them, oldest first; at least one
 */
public record Trend(String job, List<PastResult> results) {
  /** Run time varies with the machine's other work: less than this factor is no change. */
  private static final double SLOWER = 1.5;

  /** Times below this are mostly the start of programs, s. */
  private static final double SHORT = 5;

  public Trend {
    Objects.requireNonNull(job, "job");
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no result of " + job);
    }
  }

  /** Trends of a history, the jobs with changes first. */
  public static List<Trend> of(Map<String, List<PastResult>> history) {
    List<Trend> trends = new ArrayList<>();
    history.forEach((job, results) -> trends.add(new Trend(job, results)));
    trends.sort(Comparator.comparing((Trend t) -> t.changes().isEmpty()).thenComparing(Trend::job));
    return List.copyOf(trends);
  }

  /** The last result. */
  public PastResult last() {
    return results.getLast();
  }

  /** The last pass before the last result. */
  public Optional<PastResult> passBefore() {
    return results.subList(0, results.size() - 1).stream()
        .filter(PastResult::passed)
        .reduce((first, second) -> second);
  }

  /**
   * What is different from the pass before, in a few words each. Cycles and area are exact, so that
   * any difference counts; cycles per token only where as many tokens were decoded.
   */
  public List<String> changes() {
    List<String> changes = new ArrayList<>();
    if (!last().passed()) {
      changes.add(passBefore().isPresent() ? "passed before" : "never passed");
      return changes;
    }
    if (passBefore().isEmpty()) {
      return changes;
    }
    PastResult before = passBefore().get();
    if (before.figures().tokens() == last().figures().tokens()) {
      difference(
          changes,
          "cycles/token",
          before.figures().cyclesPerToken(),
          last().figures().cyclesPerToken());
    }
    Map<String, Double> was = before.figures().area();
    Map<String, Double> is = last().figures().area();
    for (String name : new TreeSet<>(is.keySet())) {
      difference(changes, name, was.getOrDefault(name, 0.0), is.get(name));
    }
    if (before.seconds() > SHORT && last().seconds() > SLOWER * before.seconds()) {
      changes.add(
          String.format(
              Locale.ROOT, "run time %.0f s -> %.0f s", before.seconds(), last().seconds()));
    }
    return changes;
  }

  private static void difference(List<String> changes, String name, double was, double is) {
    if (was != is) {
      String share =
          was == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)", 100 * (is - was) / was);
      changes.add(String.format(Locale.ROOT, "%s %,.0f -> %,.0f%s", name, was, is, share));
    }
  }
}
