package decodefab.fuzz;

import decodefab.diag.InputException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Makes a failing design small: of the legal designs that are simpler in one part, takes the first
 * that fails in the same way, and begins again with that one.
 */
public final class Shrinker {
  private final Trial trial;
  private final int mostTrials;

  /**
   * A shrinker.
   *
   * @param mostTrials how many simpler designs are tried, since each has to be built
   */
  public Shrinker(Trial trial, int mostTrials) {
    this.trial = trial;
    this.mostTrials = mostTrials;
  }

  /**
   * A failing design.
   *
   * @param recipe the design
   * @param failure how it fails
   * @param steps how often it was made simpler
   * @param trials how many simpler designs were tried
   */
  public record Shrunk(Recipe recipe, Failure failure, int steps, int trials) {
    public Shrunk {
      Objects.requireNonNull(recipe, "recipe");
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * The smallest design that was found to fail in the same way.
   *
   * @throws InputException as the trial throws it
   */
  public Shrunk shrink(Recipe recipe, Failure failure) throws InputException, InterruptedException {
    Set<Recipe> tried = new HashSet<>(Set.of(recipe));
    Shrunk best = new Shrunk(recipe, failure, 0, 0);
    boolean simpler = true;
    while (simpler) {
      simpler = false;
      Shrunk base = cut(best);
      for (Recipe candidate : base.recipe().simpler()) {
        if (best.trials() >= mostTrials) {
          return best;
        }
        if (!tried.add(candidate) || !isLegal(candidate)) {
          continue;
        }
        Verdict verdict = trial.run(candidate);
        int trials = best.trials() + 1;
        if (verdict instanceof Verdict.Failed failed && failed.failure().kind() == failure.kind()) {
          best = new Shrunk(candidate, failed.failure(), best.steps() + 1, trials);
          simpler = true;
          break;
        }
        best = new Shrunk(base.recipe(), base.failure(), best.steps(), trials);
      }
    }
    return cut(best);
  }

  /** A crash of the checker is one of the failures that are shrunk, so it counts as legal here. */
  private static boolean isLegal(Recipe candidate) {
    try {
      return DesignGenerator.isLegal(candidate);
    } catch (RuntimeException e) {
      return true;
    }
  }

  /** Without the tokens after the one that shows the failure: they cannot have caused it. */
  private static Shrunk cut(Shrunk shrunk) {
    RunPart run = shrunk.recipe().part(RunPart.class);
    int needed = shrunk.failure().position().orElse(run.tokens() - 1) + 1;
    if (needed >= run.tokens()) {
      return shrunk;
    }
    Recipe shorter = shrunk.recipe().with(new RunPart(needed, run.seed(), run.group()));
    return new Shrunk(shorter, shrunk.failure(), shrunk.steps() + 1, shrunk.trials());
  }
}
