package decodefab.fuzz;

import decodefab.diag.InputException;
import decodefab.tool.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Tries random legal designs, several at a time, and makes those that fail small. Design {@code i}
 * of seed {@code s} is that of seed {@code s + i}, so that any of them can be had alone.
 */
public final class DesignFuzzer {
  /** Makes trials whose work lies in a folder of their own. */
  @FunctionalInterface
  public interface Trials {
    /** Trials in a folder that need not be there yet. */
    Trial in(Path folder);
  }

  /** Hears of each design as it is done; called by one thread at a time. */
  @FunctionalInterface
  public interface Listener {
    /** A design is done, the smaller ones that it led to included. */
    void done(DesignResult result);
  }

  /**
   * How much is tried.
   *
   * @param seed of the first design, from 0
   * @param count designs, from 1
   * @param jobs designs at a time, from 1
   * @param limit for one design; one that takes longer has failed
   * @param shrinkTrials most smaller designs that are tried for one that failed
   */
  public record Effort(long seed, int count, int jobs, Duration limit, int shrinkTrials) {
    public Effort {
      if (seed < 0 || count < 1 || jobs < 1 || !limit.isPositive() || shrinkTrials < 0) {
        throw new IllegalArgumentException("seed " + seed + " count " + count + " jobs " + jobs);
      }
    }
  }

  private final Trials trials;
  private final Path work;
  private final Listener listener;
  private final Coverage coverage = new Coverage();

  /**
   * A fuzzer.
   *
   * @param work folder whose subfolders the trials get
   */
  public DesignFuzzer(Trials trials, Path work, Listener listener) {
    this.trials = trials;
    this.work = work;
    this.listener = listener;
  }

  /** What the designs so far have covered. */
  public Coverage coverage() {
    return coverage;
  }

  /**
   * Tries designs.
   *
   * @return all results, in the order of their seeds
   * @throws InputException where the disk does not take what has to be written
   * @throws InterruptedException where this thread was interrupted; nothing is left running
   */
  public List<DesignResult> run(Effort effort) throws InputException, InterruptedException {
    List<Callable<DesignResult>> designs = new ArrayList<>();
    for (int i = 0; i < effort.count(); i++) {
      long seed = effort.seed() + i;
      designs.add(() -> one(seed, effort));
    }
    try (WorkerPool workers = new WorkerPool(effort.jobs())) {
      return workers.run(designs);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private DesignResult one(long seed, Effort effort) throws InputException, InterruptedException {
    DesignGenerator.Drawn drawn = DesignGenerator.draw(seed);
    Path folder = work.resolve(drawn.recipe().name());
    Trial trial = new TimedTrial(trials.in(folder), effort.limit());
    Verdict verdict = trial.run(drawn.recipe());
    Optional<Shrinker.Shrunk> shrunk =
        verdict instanceof Verdict.Failed failed
            ? Optional.of(
                new Shrinker(trial, effort.shrinkTrials()).shrink(drawn.recipe(), failed.failure()))
            : Optional.empty();
    WorkFolder.delete(folder);
    DesignResult result = new DesignResult(seed, drawn.recipe(), verdict, shrunk);
    synchronized (coverage) {
      coverage.add(drawn);
      listener.done(result);
    }
    return result;
  }

  private static RuntimeException rethrow(Throwable cause)
      throws InputException, InterruptedException {
    switch (cause) {
      case InputException input -> throw input;
      case InterruptedException interrupted -> throw interrupted;
      default -> throw new IllegalStateException("a design could not be tried", cause);
    }
  }
}
