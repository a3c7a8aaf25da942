package decodefab.fuzz;

import decodefab.diag.InputException;
import decodefab.tool.TimeLimit;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A trial that comes to an end: what takes longer than its limit is stopped and has failed. */
final class TimedTrial implements Trial {
  private final Trial trial;
  private final Duration limit;

  TimedTrial(Trial trial, Duration limit) {
    this.trial = trial;
    this.limit = limit;
  }

  @Override
  public Verdict run(Recipe recipe) throws InputException, InterruptedException {
    try {
      return TimeLimit.call(recipe.name(), limit, () -> trial.run(recipe));
    } catch (TimeoutException e) {
      return new Verdict.Failed(
          Failure.of(
              Failure.Kind.TIME,
              "not done after "
                  + limit.toSeconds()
                  + " s: the hardware hangs, or the machine is slow"));
    } catch (ExecutionException e) {
      return rethrow(e.getCause());
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
}
