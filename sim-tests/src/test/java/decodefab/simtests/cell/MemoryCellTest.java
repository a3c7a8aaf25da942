package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Memories of several shapes under random reads and writes, and the ROM from its file. */
class MemoryCellTest {

  private static final int MEMORIES = 6;
  private static final int IN_WORDS = 3 * MEMORIES;
  private static final int OUT_WORDS = 2 * MEMORIES;
  private static final int ROWS = 20_000;
  private static final int ROM = 5;
  private static final int ROM_DEPTH = 10;

  /** Width, depth and bits per write enable of one memory of the bench. */
  private record Shape(int width, int depth, int lane) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(32, 16, 8),
          new Shape(8, 1, 8),
          new Shape(64, 5, 16),
          new Shape(1, 2, 1),
          new Shape(40, 600, 40));

  @Test
  void readsWhatWasWritten() {
    check(build(CellSource.shipped()));
  }

  static VerilatorBatch build(CellSource cells) {
    return VerilatorBatch.build("bench/bench_ram.v", Map.of("INIT_FILE", "\"rom.hex\""), cells);
  }

  static void check(VerilatorBatch batch) {
    int[] rows = new int[ROWS * IN_WORDS];
    SplittableRandom random = new SplittableRandom(11);
    for (int row = 0; row < ROWS; row++) {
      for (int memory = 0; memory < MEMORIES; memory++) {
        fill(rows, row * IN_WORDS + 3 * memory, memory, random);
      }
    }
    StringBuilder image = new StringBuilder();
    for (int i = 0; i < ROM_DEPTH; i++) {
      image.append("%06x%n".formatted(romWord(i)));
    }
    int[] out = batch.run(rows, Map.of("rom.hex", image.toString()));

    for (int memory = 0; memory < SHAPES.size(); memory++) {
      // A third of the rows reads; the deepest memory also needs its words written first.
      assertThat(checkRam(memory, rows, out)).isGreaterThan(ROWS / 4);
    }
    assertThat(checkRom(rows, out)).isGreaterThan(ROWS / 4);
  }

  private static void fill(int[] rows, int at, int memory, SplittableRandom random) {
    int depth = memory == ROM ? ROM_DEPTH : SHAPES.get(memory).depth();
    int raddr = random.nextInt(depth);
    // Half of the accesses meet at one address, where the old word must come out.
    int waddr = random.nextBoolean() ? raddr : random.nextInt(depth);
    int enables = random.nextBoolean() ? 0xFF : random.nextInt(256);
    int read = random.nextInt(3) == 0 ? 0 : 1 << 31;
    rows[at] = read | (raddr << 18) | (waddr << 8) | enables;
    rows[at + 1] = random.nextInt();
    rows[at + 2] = random.nextInt();
  }

  /** Compares every read of a word that was written whole; returns how many there were. */
  private static int checkRam(int memory, int[] rows, int[] out) {
    Shape shape = SHAPES.get(memory);
    Map<Integer, Long> words = new HashMap<>();
    Map<Integer, Integer> written = new HashMap<>();
    int lanes = shape.width() / shape.lane();
    Long expected = null;
    int checked = 0;
    for (int row = 0; row < ROWS; row++) {
      if (expected != null) {
        assertThat(word(out, row * OUT_WORDS + 2 * memory))
            .as("memory %s, row %d", shape, row)
            .isEqualTo(expected);
        checked++;
      }
      int at = row * IN_WORDS + 3 * memory;
      if (rows[at] < 0) {
        int raddr = (rows[at] >> 18) & 1023;
        boolean whole = written.getOrDefault(raddr, 0) == (1 << lanes) - 1;
        expected = whole ? words.get(raddr) : null;
      }
      int waddr = (rows[at] >> 8) & 1023;
      for (int lane = 0; lane < lanes; lane++) {
        if (((rows[at] >> lane) & 1) != 0) {
          long mask = (-1L >>> (64 - shape.lane())) << (lane * shape.lane());
          long data = word(rows, at + 1) & mask;
          words.merge(waddr, data, (old, now) -> (old & ~mask) | now);
          written.merge(waddr, 1 << lane, (a, b) -> a | b);
        }
      }
    }
    return checked;
  }

  private static int checkRom(int[] rows, int[] out) {
    int checked = 0;
    int expected = -1;
    for (int row = 0; row < ROWS; row++) {
      if (expected >= 0) {
        assertThat(out[row * OUT_WORDS + 2 * ROM]).as("rom, row %d", row).isEqualTo(expected);
        checked++;
      }
      int control = rows[row * IN_WORDS + 3 * ROM];
      if (control < 0) {
        expected = romWord((control >> 18) & 15);
      }
    }
    return checked;
  }

  private static int romWord(int address) {
    return (address * 0x1F3D5B + 0x70) & 0xFFFFFF;
  }

  private static long word(int[] rows, int at) {
    return ((long) rows[at + 1] << 32) | (rows[at] & 0xFFFFFFFFL);
  }
}
