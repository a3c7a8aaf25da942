package decodefab.graph;

/**
 * How the elements of a matrix are stored: symmetric integers with one binary16 scale per group of
 * columns of a row.
 *
 * @param bits bits of an element, 4 or 8
 * @param group columns that share a scale, at least 1; a row's last group may be shorter
 */
public record WeightFormat(int bits, int group) {
  public WeightFormat {
    if (bits != 4 && bits != 8) {
      throw new IllegalArgumentException(bits + "-bit weights");
    }
    if (group < 1) {
      throw new IllegalArgumentException("group of " + group);
    }
  }

  /** Groups in a row of so many columns. */
  public int groups(int columns) {
    return Math.ceilDiv(columns, group);
  }

  /** As the language writes it. */
  public String text() {
    return "int(" + bits + ") per group(" + group + ") scale f16";
  }
}
