package decodefab.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what one stage finds wrong, so that all of it is reported at once. Keeps at most {@value
 * #LIMIT} diagnostics: a file of noise must not bury its reader.
 */
public final class Reporter {
  /** Most diagnostics that one stage reports. */
  public static final int LIMIT = 100;

  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private int leftOut;

  /** Adds one; the same diagnostic twice counts once. */
  public void report(Diagnostic diagnostic) {
    if (found.size() < LIMIT) {
      found.add(diagnostic);
    } else if (!found.contains(diagnostic)) {
      leftOut++;
    }
  }

  /** Adds an error with advice. */
  public void error(Code code, String message, Span span, String help) {
    report(Diagnostic.error(code, message, span, help));
  }

  /** Adds an error. */
  public void error(Code code, String message, Span span) {
    report(Diagnostic.error(code, message, span));
  }

  /** Whether anything was found. */
  public boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** All that was found: the texts in the order they were first named, each from top to bottom. */
  public List<Diagnostic> sorted() {
    Map<String, Integer> order = new LinkedHashMap<>();
    found.forEach(d -> order.putIfAbsent(file(d), order.size()));
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparing((Diagnostic d) -> order.get(file(d)))
            .thenComparing(d -> d.span().map(Span::start).orElse(0)));
    if (leftOut > 0) {
      sorted.add(
          new Diagnostic(
              Code.DF111.name(),
              Severity.ERROR,
              leftOut + " further errors are not shown",
              sorted.getLast().span(),
              Optional.of("correct the ones above and check again")));
    }
    return List.copyOf(sorted);
  }

  /**
   * Ends the stage.
   *
   * @throws InputException when an error was found
   */
  public void throwIfErrors() throws InputException {
    if (hasErrors()) {
      throw new InputException(sorted());
    }
  }

  private static String file(Diagnostic diagnostic) {
    return diagnostic.span().map(s -> s.source().name()).orElse("");
  }
}
