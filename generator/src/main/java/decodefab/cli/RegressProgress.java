package decodefab.cli;

import decodefab.matrix.Job;
import decodefab.matrix.Stage;
import decodefab.regress.JobResult;
import decodefab.regress.Regression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how jobs get on: a line for each that is done, and on a terminal below them a live line for
 * each that runs. The progress bars of the library are one line each and know nothing of the lines
 * that come and go above them, so these are drawn here.
 */
final class RegressProgress implements Regression.Listener, AutoCloseable {
  private static final int WIDTH = 79;
  private static final int UPDATE_MILLIS = 500;

  /** A job that runs. */
  private record Running(Stage stage, String words, long since) {}

  private final Out out;
  private final int total;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final ScheduledExecutorService clock;
  private final Future<?> ticks;
  private int done;
  private int failed;
  private int drawn;

  RegressProgress(Out out, int total) {
    this.out = out;
    this.total = total;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    this.ticks = clock.scheduleAtFixedRate(this::tick, 0, UPDATE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void doing(Job job, Stage stage, String words) {
    Running before = running.get(job.name());
    running.put(
        job.name(), new Running(stage, words, before == null ? System.nanoTime() : before.since()));
    if (before == null || before.stage() != stage) {
      detail(job.name() + ": " + stage.text());
    }
  }

  @Override
  public synchronized void done(JobResult result) {
    running.remove(result.name());
    done++;
    failed += result.passed() ? 0 : 1;
    note("[%d/%d] %s".formatted(done, total, RegressText.line(result)));
  }

  /** A line that stays. */
  synchronized void note(String line) {
    erase();
    out.note(line);
    draw();
  }

  private void detail(String line) {
    erase();
    out.detail(line);
    draw();
  }

  private synchronized void tick() {
    erase();
    draw();
  }

  private void erase() {
    if (drawn > 0) {
      out.progressText("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }

  private void draw() {
    if (!out.drawsProgress()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    running.forEach(
        (name, job) -> {
          long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - job.since());
          String words = job.words().isEmpty() ? "" : ": " + job.words();
          lines.add("  %4d s  %s  %s%s".formatted(seconds, name, job.stage().text(), words));
        });
    if (done < total) {
      lines.add("  %d of %d done, %d failed".formatted(done, total, failed));
    }
    for (String line : lines) {
      out.progressText(line.substring(0, Math.min(line.length(), WIDTH)) + "\n");
    }
    drawn = lines.size();
  }

  @Override
  public synchronized void close() {
    ticks.cancel(false);
    clock.shutdownNow();
    erase();
  }
}
