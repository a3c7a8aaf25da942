package decodefab.regress;

import decodefab.diag.InputException;
import decodefab.matrix.Job;
import decodefab.matrix.Stage;
import decodefab.tool.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs jobs, several at a time and as many as fit in memory. Nothing is ever tried twice: what
 * passes at the second attempt is as wrong as what never does.
 */
public final class Regression implements AutoCloseable {
  /** Hears how jobs get on; called from several threads at once. */
  public interface Listener {
    /** A job does something new. */
    void doing(Job job, Stage stage, String words);

    /** A job is done. */
    void done(JobResult result);
  }

  /**
   * How a regression is run.
   *
   * @param jobs most jobs at a time, from 1
   * @param memoryBytes of all of them together
   * @param fresh whether to run what has been run before, too
   * @param resume whether to take over what an interrupted regression has done
   */
  public record Options(int jobs, long memoryBytes, boolean fresh, boolean resume) {
    public Options {
      if (jobs < 1 || memoryBytes < 1) {
        throw new IllegalArgumentException(jobs + " jobs in " + memoryBytes + " bytes");
      }
    }
  }

  private final Workbench workbench;
  private final ResultCache cache;
  private final RunFolder folder;
  private final Options options;
  private final Listener listener;
  private final Consumer<String> notes;
  private final WorkerPool workers;
  private final Phaser running = new Phaser(1);

  /**
   * A regression.
   *
   * @param notes hears what a person should know
   */
  public Regression(
      Workbench workbench,
      ResultCache cache,
      RunFolder folder,
      Options options,
      Listener listener,
      Consumer<String> notes) {
    this.workbench = workbench;
    this.cache = cache;
    this.folder = folder;
    this.options = options;
    this.listener = listener;
    this.notes = notes;
    this.workers = new WorkerPool(options.jobs());
  }

  /**
   * Runs all of {@code jobs}.
   *
   * @return their results, in the same order
   * @throws InputException where the run folder or the cache cannot be written
   * @throws InterruptedException where this thread was interrupted; nothing is left running
   */
  public List<JobResult> run(List<Job> jobs) throws InputException, InterruptedException {
    Map<String, JobResult> before = Map.of();
    if (options.resume()) {
      before = Journal.interrupted(folder, notes);
      notes.accept(
          before.isEmpty()
              ? "nothing was interrupted in " + folder.path() + "; all jobs are begun"
              : before.size() + " jobs of the interrupted regression are done");
    }
    Journal journal = Journal.start(folder, before.values());
    MemoryBudget memory = new MemoryBudget(options.memoryBytes());
    List<Callable<JobResult>> tasks = new ArrayList<>();
    for (Job job : jobs) {
      JobRunner runner =
          new JobRunner(job, workbench, cache, folder, memory, listener, options.fresh(), before);
      tasks.add(() -> counted(runner, journal));
    }
    try {
      List<JobResult> results = workers.run(tasks);
      journal.end();
      return results;
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private JobResult counted(JobRunner runner, Journal journal)
      throws InputException, InterruptedException {
    running.register();
    try {
      JobResult result = runner.run();
      journal.add(result);
      listener.done(result);
      return result;
    } finally {
      running.arriveAndDeregister();
    }
  }

  /**
   * Ends a regression from another thread, such as at Ctrl-C: programs are ended, no job is begun
   * any more, and nothing that was done is lost.
   *
   * @param patienceMillis how long to wait for that
   */
  public void stop(long patienceMillis) throws InterruptedException {
    workers.stop();
    int phase = running.arrive();
    try {
      running.awaitAdvanceInterruptibly(phase, patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return; // the virtual machine ends them
    }
  }

  private static RuntimeException rethrow(Throwable cause)
      throws InputException, InterruptedException {
    switch (cause) {
      case InputException input -> throw input;
      case InterruptedException interrupted -> throw interrupted;
      default -> throw new IllegalStateException("a job could not be run", cause);
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
