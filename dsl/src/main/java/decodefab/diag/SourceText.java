package decodefab.diag;

import java.util.Objects;

/**
 * One text that was read: its display name (as the user wrote it, never made absolute) and its
 * characters.
 *
 * @param name how messages call it, such as {@code designs/tiny.dfab}
 * @param text the whole text
 */
public record SourceText(String name, String text) {
  public SourceText {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  /** Line of a character offset, counted from 1. */
  public int line(int offset) {
    int line = 1;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** Column of a character offset in its line, counted from 1. */
  public int column(int offset) {
    int end = Math.min(offset, text.length());
    return end - (text.lastIndexOf('\n', end - 1) + 1) + 1;
  }
}
