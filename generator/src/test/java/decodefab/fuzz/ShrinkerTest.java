package decodefab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Shrinking with a made-up fault instead of hardware. */
class ShrinkerTest {
  private static final int TRIALS = 300;

  /** Fails wherever a design has a zero point, at the second token. */
  private static Verdict zeroPointFails(Recipe recipe) {
    boolean broken =
        recipe.part(WeightPart.class).rules().values().stream().anyMatch(WeightFormat::zeroPoint);
    boolean reached = recipe.part(RunPart.class).tokens() > 1;
    return broken && reached
        ? new Verdict.Failed(new Failure(Failure.Kind.MISMATCH, "zero point", OptionalInt.of(1)))
        : new Verdict.Passed(1, 1);
  }

  @Test
  void leavesNothingButTheCause() throws Exception {
    int shrunk = 0;
    for (long seed = 0; seed < 60; seed++) {
      Recipe recipe = DesignGenerator.draw(seed).recipe();
      if (!(zeroPointFails(recipe) instanceof Verdict.Failed failed)) {
        continue;
      }
      Shrinker.Shrunk small =
          new Shrinker(ShrinkerTest::zeroPointFails, TRIALS).shrink(recipe, failed.failure());
      Recipe left = small.recipe();
      assertThat(zeroPointFails(left)).isInstanceOf(Verdict.Failed.class);
      assertThat(DesignGenerator.isLegal(left)).isTrue();
      assertThat(left.part(RunPart.class).tokens()).isEqualTo(2);
      assertThat(left.part(TierPart.class)).isEqualTo(TierPart.SIMPLEST);
      assertThat(left.part(ShapePart.class).layers()).isEqualTo(1);
      assertThat(left.part(WeightPart.class).rules()).as(left.text()).hasSizeLessThanOrEqualTo(2);
      assertThat(small.trials()).isLessThanOrEqualTo(TRIALS);
      shrunk++;
    }
    assertThat(shrunk).isGreaterThan(10);
  }

  @Test
  void triesNoMoreThanItMay() throws Exception {
    Recipe recipe = DesignGenerator.draw(3).recipe();
    Failure failure = Failure.of(Failure.Kind.BUILD, "always");
    int[] calls = {0};
    Shrinker.Shrunk small =
        new Shrinker(
                r -> {
                  calls[0]++;
                  return new Verdict.Failed(failure);
                },
                5)
            .shrink(recipe, failure);
    assertThat(calls[0]).isEqualTo(5);
    assertThat(small.trials()).isEqualTo(5);
    assertThat(small.steps()).isEqualTo(5);
  }

  @Test
  void doesNotTakeAnotherKindOfFailureForTheSame() throws Exception {
    Recipe recipe = DesignGenerator.draw(3).recipe();
    Shrinker.Shrunk small =
        new Shrinker(r -> new Verdict.Failed(Failure.of(Failure.Kind.LINT, "other")), 10)
            .shrink(recipe, Failure.of(Failure.Kind.BUILD, "this"));
    assertThat(small.steps()).isZero();
    assertThat(small.recipe()).isEqualTo(recipe);
  }
}
