package decodefab.cli;

import decodefab.tool.ToolListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressState;

/**
 * Shows how a simulation's build gets on: the time it has taken and the files compiled, in one line
 * that is gone afterwards. Where no person watches, that it begins.
 */
final class BuildProgress implements ToolListener, AutoCloseable {
  private final Out out;

  /** Set by the thread that builds, read by those that take a tool's output. */
  private final AtomicReference<Optional<ProgressBar>> bar =
      new AtomicReference<>(Optional.empty());

  BuildProgress(Out out) {
    this.out = out;
  }

  /** A build begins; without this call, nothing needed to be built. */
  void begin(String note) {
    out.note(note);
    bar.set(Optional.of(out.progress(BuildProgress::render)));
  }

  private static String render(ProgressState state, int length) {
    String line =
        "  %d s, %d files handed to the compiler"
            .formatted(state.getElapsedAfterStart().toSeconds(), state.getCurrent());
    return line.substring(0, Math.min(line.length(), length));
  }

  @Override
  public void line(Stream stream, String text) {
    if (text.contains(" -c -o ")) {
      bar.get().ifPresent(ProgressBar::step);
    }
  }

  @Override
  public void close() {
    bar.get().ifPresent(ProgressBar::close);
  }
}
