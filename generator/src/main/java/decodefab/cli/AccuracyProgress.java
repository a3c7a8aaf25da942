package decodefab.cli;

import decodefab.accuracy.Progress;
import java.util.Locale;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;

/** Shows the runs of a measurement, and with {@code -v} how fast each was. */
final class AccuracyProgress implements Progress, AutoCloseable {
  private final Out out;
  private final ProgressBar bar;

  AccuracyProgress(Out out, int runs) {
    this.out = out;
    this.bar = out.progress("  runs", runs);
  }

  @Override
  public <T> T run(String what, int positions, Supplier<T> work) {
    bar.setExtraMessage(what);
    long start = System.nanoTime();
    T result = work.get();
    double seconds = (System.nanoTime() - start) * 1e-9;
    bar.step();
    out.detail(
        String.format(
            Locale.ROOT,
            "%-24s %,d positions in %.2f s: %,.0f tokens/s",
            what,
            positions,
            seconds,
            positions / seconds));
    return result;
  }

  @Override
  public void close() {
    bar.close();
  }
}
