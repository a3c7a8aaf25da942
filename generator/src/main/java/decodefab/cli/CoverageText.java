package decodefab.cli;

import decodefab.coverage.FunctionalCoverage;
import decodefab.regress.JobResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functional coverage of a regression as a cross table, in which holes show. */
final class CoverageText {
  private static final int CELL = 5;

  private CoverageText() {}

  /** How many jobs hit each bin; what did not pass has shown nothing. */
  static Map<String, Integer> counts(List<JobResult> results) {
    return FunctionalCoverage.count(
        results.stream().filter(JobResult::passed).map(JobResult::bins).toList());
  }

  /** Bins that no job hit. */
  static List<String> holes(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .filter(bin -> bin.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  static String table(List<JobResult> results) {
    Map<String, Integer> counts = counts(results);
    StringBuilder text = new StringBuilder(head());
    for (String format : FunctionalCoverage.FORMATS) {
      for (String sparsity : FunctionalCoverage.SPARSITIES) {
        text.append(row(format, sparsity, counts));
      }
    }
    int holes = holes(counts).size();
    return text.append(
            String.format(
                Locale.ROOT,
                "%n%d of %d bins were hit; %d holes (.), each a format, a sparsity, a memory and a"
                    + " range of positions that no job of this regression had together",
                counts.size() - holes,
                counts.size(),
                holes))
        .toString();
  }

  /** Memories, and under each the positions: the first, those of its group, and later ones. */
  private static String head() {
    StringBuilder first = new StringBuilder(" ".repeat(26));
    StringBuilder second =
        new StringBuilder(String.format(Locale.ROOT, "%-26s", "jobs by weight format"));
    for (String tier : FunctionalCoverage.TIERS) {
      first.append(
          String.format(
              Locale.ROOT, "%-" + CELL * FunctionalCoverage.POSITIONS.size() + "s", "  " + tier));
      for (String position : List.of("0", "1..", "late")) {
        second.append(String.format(Locale.ROOT, "%" + CELL + "s", position));
      }
    }
    return first.toString().stripTrailing() + "\n" + second + "\n";
  }

  private static String row(String format, String sparsity, Map<String, Integer> counts) {
    StringBuilder cells = new StringBuilder();
    boolean possible = false;
    for (String tier : FunctionalCoverage.TIERS) {
      for (String position : FunctionalCoverage.POSITIONS) {
        Integer count = counts.get(String.join("|", format, sparsity, tier, position));
        possible |= count != null;
        String cell = count == null ? "" : count == 0 ? "." : "" + count;
        cells.append(String.format(Locale.ROOT, "%" + CELL + "s", cell));
      }
    }
    return possible ? String.format(Locale.ROOT, "%-17s%-9s%s%n", format, sparsity, cells) : "";
  }
}
