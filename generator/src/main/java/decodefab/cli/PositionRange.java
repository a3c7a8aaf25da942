package decodefab.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Positions of a sequence, both ends included.
 *
 * @param first at least 0
 * @param last at least {@code first}
 */
record PositionRange(int first, int last) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

  PositionRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("positions " + first + ".." + last);
    }
  }

  /** Whether a position lies inside. */
  boolean contains(int position) {
    return first <= position && position <= last;
  }

  /** Reads {@code 3..4}, or {@code 3} for one position. */
  static final class Converter implements ITypeConverter<PositionRange> {
    @Override
    public PositionRange convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("'" + text + "' is no range of positions such as 3..4");
      }
      int first = Integer.parseInt(form.group(1));
      int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
      if (last < first) {
        throw new TypeConversionException("'" + text + "' ends before it begins");
      }
      return new PositionRange(first, last);
    }
  }
}
