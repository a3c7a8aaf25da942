package decodefab.tool;

/** Hears each line that a running program prints, one at a time, in the order of its stream. */
@FunctionalInterface
public interface ToolListener {
  /** Where a line came from. */
  enum Stream {
    OUTPUT,
    ERROR
  }

  /** Called on a thread of the runner; long work here holds the program back. */
  void line(Stream stream, String text);

  /** Listens to nothing. */
  static ToolListener silent() {
    return (stream, text) -> {};
  }
}
