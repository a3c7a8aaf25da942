package decodefab.cli;

/** Words as a POSIX shell reads them, for commands that are shown to be copied. */
final class ShellText {
  private ShellText() {}

  /** A word that the shell takes as it is. */
  static String quote(String word) {
    return word.matches("[A-Za-z0-9_./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
