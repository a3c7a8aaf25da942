package decodefab.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at a time; closing it interrupts what still runs and waits for its end. */
public final class WorkerPool implements AutoCloseable {
  private final ExecutorService workers;

  /**
   * A pool.
   *
   * @param threads how many things at a time, from 1
   */
  public WorkerPool(int threads) {
    this.workers = Executors.newFixedThreadPool(threads);
  }

  /**
   * Does all of {@code tasks}, begun in their order.
   *
   * @return their results, in the same order
   * @throws ExecutionException with what the first that failed threw; the others may still run
   * @throws InterruptedException where this thread was interrupted
   */
  public <T> List<T> run(List<Callable<T>> tasks) throws ExecutionException, InterruptedException {
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      running.add(workers.submit(task));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> result : running) {
      results.add(result.get());
    }
    return List.copyOf(results);
  }

  /** Interrupts what runs and forgets what has not begun; does not wait. */
  public void stop() {
    workers.shutdownNow();
  }

  @Override
  public void close() {
    stop();
    workers.close();
  }
}
