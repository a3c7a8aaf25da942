package decodefab.design;

/** One of -1, 0, 1, stored in two bits. */
public record TernaryElement() implements ElementType {
  @Override
  public int bits() {
    return 2;
  }
}
