package decodefab.diag;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely stands for. */
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * The known name with the fewest edits (insert, delete, replace, swap of neighbours; letter case
   * counts nothing), if that is at most a third of the name's length plus one.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = wanted.length() / 3 + 1;
    String best = "";
    int bestDistance = Math.min(limit, Math.max(1, wanted.length() - 1)) + 1;
    for (String candidate : known) {
      if (candidate.length() > LONGEST || Math.abs(candidate.length() - name.length()) > limit) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Advice for an unknown name: the nearest known one, or all of them when they are few. */
  public static String help(String name, Collection<String> known, String kind) {
    return to(name, known)
        .map(n -> "did you mean `" + n + "`?")
        .orElseGet(
            () ->
                known.isEmpty()
                    ? "no " + kind + " is defined"
                    : "known: " + String.join(", ", known.stream().limit(12).toList()));
  }

  // Optimal string alignment distance; rows of the usual dynamic programme.
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
