package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The control of runs against its model, under every order of starts, ends and errors. */
class RunControlTest {

  private static final int ROWS = 400_000;
  private static final int WORDS = 3;
  private static final int CAUSES = 8;

  /** Cycles of one mixture of events. */
  private static final int SPAN = 300;

  @Test
  void doesWhatTheModelDoes() {
    check(build(CellSource.shipped()));
  }

  static VerilatorBatch build(CellSource cells) {
    return VerilatorBatch.build("bench/bench_run_control.v", Map.of(), cells);
  }

  static void check(VerilatorBatch batch) {
    int[] rows = rows();
    int[] out = batch.run(rows);
    RunControlModel model = new RunControlModel();
    int[] causes = new int[CAUSES];
    for (int row = 0; row < ROWS; row++) {
      int expected = model.outputs();
      // The first reset sets the cell up.
      if (row > 0 && out[row] != expected) {
        assertThat(Integer.toHexString(out[row]))
            .as("row %d", row)
            .isEqualTo(Integer.toHexString(expected));
      }
      causes[expected >> 8]++;
      model.step(rows[WORDS * row], rows[WORDS * row + 1], rows[WORDS * row + 2]);
    }
    assertThat(causes).doesNotContain(0);
  }

  private static int[] rows() {
    SplittableRandom random = new SplittableRandom(5);
    int[] rows = new int[WORDS * ROWS];
    int[] odds = new int[8];
    for (int row = 0; row < ROWS; row++) {
      if (row % SPAN == 0) {
        // Each event comes often, now and then, or never for a while.
        for (int i = 1; i < odds.length; i++) {
          odds[i] = random.nextInt(3) == 0 ? 0 : 1 << random.nextInt(i == 4 ? 4 : 8);
        }
      }
      int flags = row == 0 || random.nextInt(1500) == 0 ? RunControlModel.RESET : 0;
      for (int i = 1; i < odds.length; i++) {
        flags |= odds[i] != 0 && random.nextInt(odds[i]) == 0 ? 1 << i : 0;
      }
      rows[WORDS * row] = flags;
      rows[WORDS * row + 1] = near(random, RunControlModel.CONTEXT);
      rows[WORDS * row + 2] = near(random, RunControlModel.VOCAB);
    }
    return rows;
  }

  /** A number below a limit, at it, or beyond it in the highest bits alone. */
  private static int near(SplittableRandom random, int limit) {
    return switch (random.nextInt(12)) {
      case 0 -> limit - 1;
      case 1 -> limit;
      case 2 -> 1 << random.nextInt(7, 32);
      default -> random.nextInt(limit);
    };
  }
}
