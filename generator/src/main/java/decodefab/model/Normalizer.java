package decodefab.model;

/** A rewriting of text before it is cut into tokens. */
sealed interface Normalizer {
  /** The rewritten text. */
  String apply(String text);

  /**
   * Puts a text in front of any text that is not empty.
   *
   * @param prefix what is put in front
   */
  record Prepend(String prefix) implements Normalizer {
    @Override
    public String apply(String text) {
      return text.isEmpty() ? text : prefix + text;
    }
  }

  /**
   * Replaces every occurrence of a text.
   *
   * @param from what is replaced, not empty
   * @param to what is put in its place
   */
  record Replace(String from, String to) implements Normalizer {
    public Replace {
      if (from.isEmpty()) {
        throw new IllegalArgumentException("empty pattern");
      }
    }

    @Override
    public String apply(String text) {
      return text.replace(from, to);
    }
  }
}
