package decodefab.design;

/** Which elements share one scale. */
public sealed interface Grouping
    permits Grouping.PerTensor,
        Grouping.PerRow,
        Grouping.PerHead,
        Grouping.PerToken,
        Grouping.PerGroup {
  /** As it is written in a design. */
  default String text() {
    return switch (this) {
      case PerTensor t -> "tensor";
      case PerRow r -> "row";
      case PerHead h -> "head";
      case PerToken t -> "token";
      case PerGroup g -> "group(" + g.size() + ")";
    };
  }

  /** The whole tensor. */
  record PerTensor() implements Grouping {}

  /** One row of a matrix. */
  record PerRow() implements Grouping {}

  /** One head's vector of one token. */
  record PerHead() implements Grouping {}

  /** The whole vector of one token. */
  record PerToken() implements Grouping {}

  /**
   * So many neighbours along a row; the last group of a row may be shorter.
   *
   * @param size from 1 to 65536
   */
  record PerGroup(int size) implements Grouping {
    /** Largest group. */
    public static final int MAX_SIZE = 65_536;

    public PerGroup {
      if (size < 1 || size > MAX_SIZE) {
        throw new IllegalArgumentException("group of " + size);
      }
    }
  }
}
