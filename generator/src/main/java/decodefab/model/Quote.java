package decodefab.model;

/** Quotes what a file says, so that a hostile name can neither flood nor steer a terminal. */
final class Quote {
  private static final int MAX = 80;

  private Quote() {}

  /** A name with control and other unprintable characters escaped, cut to 80 characters. */
  static String name(String name) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < name.length() && shown.length() < MAX) {
      int c = name.codePointAt(at);
      if (printable(c)) {
        shown.appendCodePoint(c);
      } else {
        shown.append(String.format("\\u{%X}", c));
      }
      at += Character.charCount(c);
    }
    return at < name.length() ? shown + "..." : shown.toString();
  }

  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
