package decodefab.diag;

import java.util.Objects;

/**
 * A stretch of a source text, as character offsets: start included, end excluded.
 *
 * @param source the text it lies in
 * @param start first character, from 0
 * @param end one past the last character; never below {@code start}
 */
public record Span(SourceText source, int start, int end) {
  public Span {
    Objects.requireNonNull(source, "source");
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException(
          "span " + start + ".." + end + " outside " + source.name());
    }
  }

  /** Line of the first character, counted from 1. */
  public int line() {
    return source.line(start);
  }

  /** Column of the first character, counted from 1. */
  public int column() {
    return source.column(start);
  }
}
