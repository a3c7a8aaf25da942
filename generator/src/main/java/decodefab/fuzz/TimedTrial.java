package decodefab.fuzz;

import decodefab.diag.InputException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A trial that comes to an end: what takes longer than its limit is stopped and has failed. */
final class TimedTrial implements Trial {
  /** Time for what was interrupted to end its programs. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Trial trial;
  private final Duration limit;

  TimedTrial(Trial trial, Duration limit) {
    this.trial = trial;
    this.limit = limit;
  }

  @Override
  public Verdict run(Recipe recipe) throws InputException, InterruptedException {
    FutureTask<Verdict> task = new FutureTask<>(() -> trial.run(recipe));
    Thread thread = new Thread(task, recipe.name());
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      stop(thread);
      return new Verdict.Failed(
          Failure.of(
              Failure.Kind.TIME,
              "not done after "
                  + limit.toSeconds()
                  + " s: the hardware hangs, or the machine is slow"));
    } catch (ExecutionException e) {
      return rethrow(e.getCause());
    } catch (InterruptedException e) {
      stop(thread);
      throw e;
    }
  }

  private static Verdict rethrow(Throwable cause) throws InputException, InterruptedException {
    return switch (cause) {
      case InputException input -> throw input;
      case InterruptedException interrupted -> throw interrupted;
      default ->
          new Verdict.Failed(Failure.of(Failure.Kind.INTERNAL, "the compiler failed: " + cause));
    };
  }

  private static void stop(Thread thread) throws InterruptedException {
    thread.interrupt();
    thread.join(GRACE.toMillis());
  }
}
