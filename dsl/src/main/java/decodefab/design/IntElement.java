package decodefab.design;

/**
 * A two's-complement integer.
 *
 * @param bits from 2 to 16, sign included
 */
public record IntElement(int bits) implements ElementType {
  /** Fewest bits. */
  public static final int MIN_BITS = 2;

  /** Most bits. */
  public static final int MAX_BITS = 16;

  public IntElement {
    if (bits < MIN_BITS || bits > MAX_BITS) {
      throw new IllegalArgumentException("int of " + bits + " bits");
    }
  }
}
