package decodefab.diag;

import java.util.List;
import java.util.stream.Collectors;

/** A stage refused its input: carries every diagnostic that the stage found (exit code 1). */
public final class InputException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /**
   * Refuses an input.
   *
   * @param diagnostics all that was found, at least one
   */
  public InputException(List<Diagnostic> diagnostics) {
    super(
        diagnostics.stream()
            .map(d -> d.code() + ": " + d.message())
            .collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Refuses an input for one reason. */
  public InputException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** All that was found, in source order. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
