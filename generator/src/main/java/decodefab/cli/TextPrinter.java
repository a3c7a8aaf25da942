package decodefab.cli;

import decodefab.model.StreamingDecoder;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Prints text token by token, and keeps it. */
final class TextPrinter implements IntConsumer {
  private final Out out;
  private final boolean silent;
  private final Optional<StreamingDecoder> decoder;
  private final StringBuilder text = new StringBuilder();

  /**
   * A printer.
   *
   * @param silent only keeps the text
   */
  TextPrinter(Out out, boolean silent, StreamingDecoder decoder) {
    this(out, silent, Optional.of(decoder));
  }

  private TextPrinter(Out out, boolean silent, Optional<StreamingDecoder> decoder) {
    this.out = Objects.requireNonNull(out, "out");
    this.silent = silent;
    this.decoder = decoder;
  }

  /** A printer of tokens that mean nothing: it prints nothing. */
  static TextPrinter withoutTokenizer(Out out) {
    return new TextPrinter(out, true, Optional.empty());
  }

  @Override
  public void accept(int token) {
    decoder.ifPresent(d -> print(d.next(token)));
  }

  /** Prints what is left and ends the line. */
  void end() {
    decoder.ifPresent(d -> print(d.end()));
    if (!silent) {
      out.resultPart("\n");
    }
  }

  /** All that was printed so far. */
  String text() {
    return text.toString();
  }

  private void print(String part) {
    text.append(part);
    if (!silent && !part.isEmpty()) {
      out.resultPart(out.resultIsTerminal() ? harmless(part) : part);
    }
  }

  /** A vocabulary is a file from outside: its pieces must not steer a terminal. */
  private static String harmless(String part) {
    return part.replaceAll("[\\p{Cntrl}\\u0080-\\u009f&&[^\\n\\t]]", "\ufffd");
  }
}
