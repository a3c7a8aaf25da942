package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The performance counters: steps, pauses, clears, and what no counter answers for. */
class CountersTest {

  private static final int ROWS = 300_000;
  private static final int WORDS = 3;
  private static final int COUNT = 3;
  private static final int CLEAR = 1;
  private static final int ENABLE = 2;

  @Test
  void addsItsSteps() {
    check(build(CellSource.shipped()));
  }

  static VerilatorBatch build(CellSource cells) {
    return VerilatorBatch.build("bench/bench_counters.v", Map.of(), cells);
  }

  static void check(VerilatorBatch batch) {
    SplittableRandom random = new SplittableRandom(3);
    int[] rows = new int[WORDS * ROWS];
    for (int row = 0; row < ROWS; row++) {
      // Clears come early and late; the long span between them carries into the upper half.
      boolean clears = row == 0 || ((row < 500 || row > ROWS - 500) && random.nextInt(40) == 0);
      int select = random.nextInt(3) == 0 ? random.nextInt(32) : random.nextInt(COUNT);
      int flags = (clears ? CLEAR : 0) | (random.nextInt(8) != 0 ? ENABLE : 0);
      rows[WORDS * row] = flags | select << 8;
      rows[WORDS * row + 1] = random.nextInt();
      rows[WORDS * row + 2] = random.nextInt() & 0xFFFF;
    }
    int[] out = batch.run(rows);
    long[] counts = new long[32];
    long expected = 0;
    long most = 0;
    for (int row = 0; row < ROWS; row++) {
      long actual = (out[2 * row] & 0xFFFFFFFFL) | (long) out[2 * row + 1] << 32;
      if (row > 1 && actual != expected) {
        assertThat(actual).as("row %d", row).isEqualTo(expected);
      }
      int flags = rows[WORDS * row];
      expected = counts[flags >> 8];
      most = Math.max(most, expected);
      for (int i = 0; i < COUNT; i++) {
        int step = rows[WORDS * row + 1 + i / 2] >>> (16 * (i % 2)) & 0xFFFF;
        counts[i] = (flags & CLEAR) != 0 ? 0 : counts[i] + ((flags & ENABLE) != 0 ? step : 0);
      }
    }
    assertThat(most).as("a count of more than 32 bits").isGreaterThan(1L << 32);
  }
}
