package decodefab.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a command prints. Results go to standard output and nothing else does, so that they can be
 * piped; what a person should know on the way goes to standard error. Where nobody reads the
 * results any more, printing one throws {@link ReaderGoneException}, so that no simulation goes on
 * in vain.
 */
public final class Out {
  /** How much is said on the way. */
  public enum Level {
    QUIET,
    NORMAL,
    VERBOSE
  }

  /** When text is coloured. */
  public enum Color {
    auto,
    always,
    never
  }

  private static final int UPDATE_MILLIS = 500;

  private final Surroundings surroundings;
  private final Level level;
  private final Color color;

  /** Prints into the streams of {@code surroundings}. */
  public Out(Surroundings surroundings, Level level, Color color) {
    this.surroundings = surroundings;
    this.level = level;
    this.color = color;
  }

  /** A line of the result. */
  public void result(String line) {
    surroundings.out().println(line);
    checkReader();
  }

  /** A piece of the result that appears at once, such as a token of text. */
  public void resultPart(String text) {
    surroundings.out().print(text);
    surroundings.out().flush();
    checkReader();
  }

  /** What belongs to the result but is not all of it, such as figures after a text; not with -q. */
  public void figures(String text) {
    if (level != Level.QUIET) {
      surroundings.out().println(text);
      checkReader();
    }
  }

  /** Whether a person watches standard output. */
  public boolean resultIsTerminal() {
    return surroundings.outIsTerminal();
  }

  /** The stream of the result, for writers that need one. */
  public PrintStream resultStream() {
    return surroundings.out();
  }

  /** What happens now; not with {@code --quiet}. */
  public void note(String line) {
    if (level != Level.QUIET) {
      surroundings.err().println(line);
    }
  }

  /** A detail; only with {@code --verbose}. */
  public void detail(String line) {
    if (level == Level.VERBOSE) {
      surroundings.err().println(line);
    }
  }

  /** What went wrong; always said. */
  public void error(String text) {
    surroundings.err().println(text);
  }

  /** Whether text on standard output is coloured. */
  public boolean colorsResult() {
    return colors(surroundings.outIsTerminal());
  }

  /** Whether text on standard error is coloured. */
  public boolean colorsErrors() {
    return colors(surroundings.errIsTerminal());
  }

  /**
   * A progress display on standard error where a person watches it, and one that shows nothing
   * elsewhere: one line, gone at the end. The caller closes it.
   *
   * @param line writes the line from how far the work is; no longer than the given length
   */
  public ProgressBar progress(ProgressBarRenderer line) {
    return built(
        new ProgressBarBuilder()
            .setInitialMax(-1) // nobody knows how many steps there will be
            .setRenderer(line)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .continuousUpdate()); // seconds pass even where nothing else changes
  }

  /** Whether a person watches standard error and wants to see how work gets on. */
  public boolean drawsProgress() {
    return surroundings.errIsTerminal()
        && level != Level.QUIET
        && !surroundings.variable("TERM").orElse("").equals("dumb");
  }

  /** Text of a progress display, as it is; only where {@link #drawsProgress}. */
  public void progressText(String text) {
    surroundings.err().print(text);
    surroundings.err().flush();
  }

  /**
   * A progress bar of counted steps, shown where {@link #progress(ProgressBarRenderer)} is.
   *
   * @param task what is under way, in a word or two
   * @param steps how many there are
   */
  public ProgressBar progress(String task, long steps) {
    return built(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII));
  }

  private ProgressBar built(ProgressBarBuilder builder) {
    boolean shown = surroundings.errIsTerminal() && level != Level.QUIET;
    return builder
        .clearDisplayOnFinish()
        .setConsumer(shown ? new ConsoleProgressBarConsumer(surroundings.err()) : new NoProgress())
        .build();
  }

  private void checkReader() {
    if (surroundings.readerGone()) {
      throw new ReaderGoneException();
    }
  }

  private boolean colors(boolean terminal) {
    return switch (color) {
      case always -> true;
      case never -> false;
      // NO_COLOR set to anything but the empty string asks every program for plain text.
      case auto ->
          terminal
              && surroundings.variable("NO_COLOR").isEmpty()
              && !surroundings.variable("TERM").orElse("").equals("dumb");
    };
  }
}
