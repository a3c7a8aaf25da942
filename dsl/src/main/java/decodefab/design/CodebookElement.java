package decodefab.design;

import java.util.List;

/**
 * An index into a short table of values.
 *
 * @param values 2, 4, 8, ... or 256 of them, rising
 */
public record CodebookElement(List<Double> values) implements ElementType {
  /** Longest table. */
  public static final int MAX_VALUES = 256;

  public CodebookElement {
    values = List.copyOf(values);
    if (values.size() < 2 || values.size() > MAX_VALUES || Integer.bitCount(values.size()) != 1) {
      throw new IllegalArgumentException("codebook of " + values.size() + " values");
    }
  }

  @Override
  public int bits() {
    return Integer.numberOfTrailingZeros(values.size());
  }
}
