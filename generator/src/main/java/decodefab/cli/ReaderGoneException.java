package decodefab.cli;

/** Ends a command whose results nobody reads any more. */
final class ReaderGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReaderGoneException() {
    super("standard output was closed");
  }
}
