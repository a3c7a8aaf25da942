package decodefab.tool;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that comes to an end: what takes longer than its limit is interrupted. */
public final class TimeLimit {
  /** Time for what was interrupted to end its programs. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private TimeLimit() {}

  /**
   * Does work in a thread of its own.
   *
   * @param name of the thread
   * @param limit above zero
   * @throws TimeoutException where it took longer; it has been interrupted
   * @throws ExecutionException with what the work threw
   * @throws InterruptedException where this thread was interrupted; the work has been too
   */
  public static <T> T call(String name, Duration limit, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      thread.interrupt();
      thread.join(GRACE.toMillis());
      throw e;
    }
  }
}
