package decodefab.diag;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes diagnostics for people: code and message, the place, the line with what is wrong
 * underlined, and what would be legal.
 */
public final class DiagnosticRenderer {
  // Longer lines are shown around the place only.
  private static final int MAX_LINE = 120;
  private static final int LEAD = 40;

  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String BLUE = "\u001b[1;34m";
  private static final String BOLD = "\u001b[1m";
  private static final String RESET = "\u001b[0m";

  private final boolean colour;

  /**
   * @param colour whether to mark up for a terminal
   */
  public DiagnosticRenderer(boolean colour) {
    this.colour = colour;
  }

  /** All of them, an empty line between two. */
  public String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(this::render).collect(Collectors.joining("\n"));
  }

  /** One of them, ending in a line end. */
  public String render(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    boolean error = diagnostic.severity() == Severity.ERROR;
    out.append(
            paint(
                error ? RED : YELLOW,
                (error ? "error" : "warning") + "[" + diagnostic.code() + "]"))
        .append(paint(BOLD, ": " + clean(diagnostic.message())))
        .append('\n');
    int gutter = diagnostic.span().map(s -> Integer.toString(s.line()).length()).orElse(1);
    diagnostic.span().ifPresent(s -> excerpt(out, s, gutter, error ? RED : YELLOW));
    String pad = " ".repeat(gutter);
    diagnostic
        .help()
        .ifPresent(
            h ->
                out.append(pad)
                    .append(paint(BLUE, " = "))
                    .append(paint(BOLD, "help: "))
                    .append(clean(h))
                    .append('\n'));
    return out.toString();
  }

  private void excerpt(StringBuilder out, Span span, int gutter, String caretColour) {
    String pad = " ".repeat(gutter);
    out.append(pad)
        .append(paint(BLUE, "--> "))
        .append(clean(span.source().name()))
        .append(':')
        .append(span.line())
        .append(':')
        .append(span.column())
        .append('\n');
    String text = span.source().text();
    int start = span.start() - (span.column() - 1);
    int end = text.indexOf('\n', span.start());
    end = end < 0 ? text.length() : end;
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    int from = end - start <= MAX_LINE ? start : Math.max(start, span.start() - LEAD);
    int to = Math.min(end, from + MAX_LINE);
    int caretStart = Math.clamp(span.start(), from, Math.max(from, to));
    int caretEnd = Math.clamp(span.end(), caretStart, Math.max(caretStart, to));
    String before = text.substring(from, caretStart);
    out.append(pad).append(paint(BLUE, " |")).append('\n');
    out.append(paint(BLUE, span.line() + " | "))
        .append(from > start ? "..." : "")
        .append(clean(text.substring(from, to)))
        .append(to < end ? "..." : "")
        .append('\n');
    out.append(pad)
        .append(paint(BLUE, " | "))
        .append(from > start ? "   " : "")
        .append(" ".repeat(clean(before).length()))
        .append(
            paint(
                caretColour,
                "^".repeat(Math.max(1, clean(text.substring(caretStart, caretEnd)).length()))))
        .append('\n');
  }

  /** Tabs become spaces and control characters a mark: a hostile file must not steer a terminal. */
  private static String clean(String text) {
    return text.replace("\t", "  ")
        .replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]", "\ufffd");
  }

  private String paint(String code, String text) {
    return colour ? code + text + RESET : text;
  }
}
