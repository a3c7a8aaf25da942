package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Queues and register slices under idle x backpressure x width x depth: nothing lost, doubled or
 * reordered, the stream contract held, the level right, and no bubble at full speed.
 */
class StreamCellTest {

  private static final int CELLS = 16;
  private static final int SLICES_FROM = 12;

  /** Words that a cell takes before it stops: three depths of queues, then slices. */
  private static final int[] CAPACITY = {2, 4, 16, 2};

  private static final int IN_WORDS = 3;
  private static final int CELL_WORDS = 5;
  private static final int CASE_ROWS = 1500;
  private static final int RESET_ROWS = 3;

  private static final int S_VALID = 1;
  private static final int S_READY = 2;
  private static final int M_VALID = 4;
  private static final int M_READY = 8;

  /** How often a side acts; bursts alternate between always and never for random spans. */
  private enum Rate {
    ALWAYS,
    OFTEN,
    SELDOM,
    BURSTS;

    private boolean acts(SplittableRandom random, boolean acted) {
      return switch (this) {
        case ALWAYS -> true;
        case OFTEN -> random.nextInt(4) != 0;
        case SELDOM -> random.nextInt(4) == 0;
        case BURSTS -> (random.nextInt(24) == 0) != acted;
      };
    }
  }

  private static VerilatorBatch batch;

  @BeforeAll
  static void build() {
    batch = VerilatorBatch.build("bench/bench_stream.v");
  }

  @Test
  void keepsOrderAndContractUnderEveryPattern() {
    int cases = 0;
    for (Rate offer : Rate.values()) {
      for (Rate accept : Rate.values()) {
        int[] rows = batch.run(pattern(offer, accept));
        for (int cell = 0; cell < CELLS; cell++) {
          int passed = check(rows, cell, offer + " into " + accept + ", cell " + cell);
          assertThat(passed).isGreaterThan(CASE_ROWS / 10);
          if (offer == Rate.ALWAYS && accept == Rate.ALWAYS) {
            assertThat(passed).isEqualTo(CASE_ROWS - RESET_ROWS - 1);
          }
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(256);
  }

  /**
   * The check can fail: a word is written where the oldest stands. The same fault is a mutant of
   * the proof {@code fifo_order}; a queue of whole hardware is broken in {@code BrokenRtlTest}.
   */
  @Test
  void catchesAQueueThatIsBrokenOnPurpose() throws IOException {
    CellSource cells =
        CellSource.broken(
            "dfab_fifo",
            "mem[write_q[ADDR_BITS-1:0]] <= s_data;",
            "mem[read_q[ADDR_BITS-1:0]] <= s_data;");
    VerilatorBatch broken = VerilatorBatch.build("bench/bench_stream.v", Map.of(), cells);
    int[] rows = broken.run(pattern(Rate.OFTEN, Rate.SELDOM));
    assertThatThrownBy(() -> check(rows, 4, "broken"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[broken, row ")
        .hasMessageContaining(": data]");
  }

  /** A second reset in the middle of traffic empties every cell. */
  @Test
  void resetEmpties() {
    int[] rows = pattern(Rate.ALWAYS, Rate.SELDOM);
    rows[700 * IN_WORDS] = 1;
    int[] out = batch.run(rows);
    for (int cell = 0; cell < CELLS; cell++) {
      assertThat(out[at(700, cell)] & M_VALID).isNotZero();
      assertThat(out[at(701, cell)] & M_VALID).isZero();
      assertThat(out[at(701, cell)] & S_READY).isNotZero();
      assertThat(out[at(701, cell)] >>> 8).isZero();
    }
  }

  private static int[] pattern(Rate offer, Rate accept) {
    SplittableRandom random = new SplittableRandom((offer.name() + accept.name()).hashCode());
    int[] rows = new int[CASE_ROWS * IN_WORDS];
    boolean offers = false;
    boolean accepts = false;
    for (int row = 0; row < CASE_ROWS; row++) {
      offers = offer.acts(random, offers);
      accepts = accept.acts(random, accepts);
      rows[row * IN_WORDS] = row < RESET_ROWS ? 1 : (offers ? 2 : 0) | (accepts ? 4 : 0);
      rows[row * IN_WORDS + 1] = random.nextInt();
      rows[row * IN_WORDS + 2] = random.nextInt();
    }
    return rows;
  }

  /** Replays one cell's rows against a queue; returns how many words came out. */
  private static int check(int[] rows, int cell, String what) {
    Deque<Long> held = new ArrayDeque<>();
    boolean waiting = false;
    int passed = 0;
    for (int row = RESET_ROWS; row < CASE_ROWS; row++) {
      int at = at(row, cell);
      int flags = rows[at];
      boolean valid = (flags & M_VALID) != 0;
      assertThat(valid).as("%s, row %d: valid", what, row).isEqualTo(!held.isEmpty());
      assertThat((flags & S_READY) != 0)
          .as("%s, row %d: ready", what, row)
          .isEqualTo(held.size() < CAPACITY[cell / 4]);
      assertThat(waiting && !valid).as("%s, row %d: valid held", what, row).isFalse();
      if (cell < SLICES_FROM) {
        assertThat(flags >>> 8).as("%s, row %d: level", what, row).isEqualTo(held.size());
      }
      waiting = valid;
      if (valid) {
        long data = word(rows, at + 3);
        assertThat(data).as("%s, row %d: data", what, row).isEqualTo(held.peekFirst());
        if ((flags & M_READY) != 0) {
          held.removeFirst();
          passed++;
          waiting = false;
        }
      }
      if ((flags & (S_VALID | S_READY)) == (S_VALID | S_READY)) {
        held.addLast(word(rows, at + 1));
      }
    }
    return passed;
  }

  private static int at(int row, int cell) {
    return (row * CELLS + cell) * CELL_WORDS;
  }

  private static long word(int[] rows, int at) {
    return ((long) rows[at + 1] << 32) | (rows[at] & 0xFFFFFFFFL);
  }
}
