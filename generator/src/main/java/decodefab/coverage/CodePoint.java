package decodefab.coverage;

import java.util.Comparator;
import java.util.Objects;

/**
 * A place in a source file at which something is counted.
 *
 * @param line from 1
 * @param column from 1; tells apart what stands on one line
 * @param name a branch's kind, such as {@code else}, or a bit, such as {@code count[3]}
 */
public record CodePoint(int line, int column, String name) implements Comparable<CodePoint> {
  private static final Comparator<CodePoint> ORDER =
      Comparator.comparingInt(CodePoint::line)
          .thenComparingInt(CodePoint::column)
          .thenComparing(CodePoint::name);

  public CodePoint {
    Objects.requireNonNull(name, "name");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("line " + line + ", column " + column);
    }
  }

  @Override
  public int compareTo(CodePoint other) {
    return ORDER.compare(this, other);
  }
}
