package decodefab.design;

/**
 * The format in which the model's file holds the tensor quantized, codes and scales untouched. What
 * that is the design does not know: whoever reads the model replaces such rules, see {@link
 * Design#with(FormatTable)}.
 */
public record AsStored() implements FormatChoice {
  /** How it is written; a word that no format can have as its name. */
  public static final String WORD = "stored";

  @Override
  public String name() {
    return text();
  }

  @Override
  public String text() {
    return WORD;
  }
}
