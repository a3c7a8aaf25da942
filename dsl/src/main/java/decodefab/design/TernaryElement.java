package decodefab.design;

/**
 * One of -1, 0, 1.
 *
 * @param packed whether five share a byte; else each is stored in two bits
 */
public record TernaryElement(boolean packed) implements ElementType {
  /** Stored in two bits. */
  public TernaryElement() {
    this(false);
  }

  /** Two; packed ones are two bits wide when they are unpacked. */
  @Override
  public int bits() {
    return 2;
  }
}
