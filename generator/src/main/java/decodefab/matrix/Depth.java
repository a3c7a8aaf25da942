package decodefab.matrix;

/** How much of what the hardware computes is compared with golden. */
public enum Depth {
  /** All logits of every token. */
  LOGITS("logits"),
  /** These, and every element that any operation writes. */
  DEEP("deep");

  private final String text;

  Depth(String text) {
    this.text = text;
  }

  /** As a matrix writes it. */
  public String text() {
    return text;
  }
}
