package decodefab.simtests.matvec;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.cell.CellSource;
import decodefab.simtests.cell.VerilatorBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The on-chip KV memory and the weight stream: what comes out, and that nothing slows it down. */
class KvMemoryTest {

  private static final int IN = 12;
  private static final int OUT = 5;
  private static final int WRITE_READY = 8;
  private static final int KV_WORDS = 64;
  private static final int KS_WORDS = 16;
  private static final int WEIGHTS = 11;
  private static final int REQUESTS = 12;
  private static final int CYCLES = 4000;

  static final List<Integer> READY = List.of(100, 60, 15);

  private final long[] kv = new long[KV_WORDS];
  private final int[] ks = new int[KS_WORDS];
  private final List<int[]> rows = new ArrayList<>();
  private final List<Long> kvExpected = new ArrayList<>();
  private final List<Integer> ksExpected = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {100, 60, 15})
  void streamsWhatWasStored(int readyPercent) {
    compare(build(CellSource.shipped()), readyPercent);
  }

  static VerilatorBatch build(CellSource cells) {
    return VerilatorBatch.build("bench/bench_kv_memory.v", Map.of(), cells);
  }

  static void check(VerilatorBatch batch, int readyPercent) {
    new KvMemoryTest().compare(batch, readyPercent);
  }

  private void compare(VerilatorBatch batch, int readyPercent) {
    Random random = new Random(readyPercent);
    reset();
    write(random);
    int start = rows.size();
    request(random);
    while (rows.size() < CYCLES) {
      rows.add(new int[IN]);
    }
    for (int[] row : rows.subList(start, rows.size())) {
      for (int stream = 3; stream <= 5; stream++) {
        row[0] |= random.nextInt(100) < readyPercent ? 1 << stream : 0;
      }
    }
    List<Long> kvSeen = new ArrayList<>();
    List<Integer> ksSeen = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    int[] out = run(batch);
    int lastKv = 0;
    for (int t = 0; t < rows.size(); t++) {
      int taken = out[t * OUT] & rows.get(t)[0] >> 3;
      if ((rows.get(t)[0] & 1) != 0) {
        continue;
      }
      assertThat(out[t * OUT] & WRITE_READY).as("ready to write in row %d", t).isNotZero();
      if ((taken & 1) != 0) {
        kvSeen.add(Integer.toUnsignedLong(out[t * OUT + 1]) | (long) out[t * OUT + 2] << 32);
        lastKv = t;
      }
      if ((taken & 2) != 0) {
        ksSeen.add(out[t * OUT + 3]);
      }
      if ((taken & 4) != 0) {
        weights.add(out[t * OUT + 4]);
      }
    }
    assertThat(kvSeen).isEqualTo(kvExpected).hasSizeGreaterThan(REQUESTS);
    assertThat(ksSeen).isEqualTo(ksExpected).hasSizeGreaterThan(REQUESTS);
    for (int i = 0; i < weights.size(); i++) {
      assertThat(weights.get(i)).isEqualTo(1000 + i % WEIGHTS);
    }
    if (readyPercent == 100) {
      // One cycle in the request queue, three in the memory, then a word per cycle.
      assertThat(lastKv - start).isEqualTo(4 + kvExpected.size() - 1);
      assertThat(weights).hasSize(rows.size() - start);
    }
  }

  private void reset() {
    for (int i = 0; i < 3; i++) {
      int[] row = new int[IN];
      row[0] = 1;
      rows.add(row);
    }
  }

  /** Fills both memories, then changes bytes and lanes at random. */
  private void write(Random random) {
    for (int i = 0; i < 4 * KV_WORDS; i++) {
      int[] row = new int[IN];
      boolean whole = i < KV_WORDS;
      int address = whole ? i : random.nextInt(KV_WORDS);
      int strobe = whole ? 255 : random.nextInt(256);
      long data = random.nextLong();
      row[0] = 2;
      row[1] = address;
      row[2] = strobe;
      row[3] = (int) data;
      row[4] = (int) (data >>> 32);
      for (int b = 0; b < 8; b++) {
        long mask = (strobe >> b & 1) != 0 ? 0xFFL << (8 * b) : 0;
        kv[address] = (kv[address] & ~mask) | (data & mask);
      }
      row[5] = whole ? i % KS_WORDS : random.nextInt(KS_WORDS);
      row[6] = whole ? 3 : random.nextInt(4);
      row[7] = random.nextInt();
      int mask = ((row[6] & 1) != 0 ? 0xFFFF : 0) | ((row[6] & 2) != 0 ? 0xFFFF0000 : 0);
      ks[row[5]] = (ks[row[5]] & ~mask) | (row[7] & mask);
      rows.add(row);
    }
  }

  private void request(Random random) {
    for (int i = 0; i < REQUESTS; i++) {
      int[] row = new int[IN];
      row[0] = 4;
      row[8] = random.nextInt(KV_WORDS / 2);
      row[9] = 1 + random.nextInt(KV_WORDS / 2);
      row[10] = random.nextInt(KS_WORDS / 2);
      row[11] = Math.min(row[9], random.nextInt(KS_WORDS / 2));
      for (int w = 0; w < row[9]; w++) {
        kvExpected.add(kv[row[8] + w]);
      }
      for (int w = 0; w < row[11]; w++) {
        ksExpected.add(ks[row[10] + w]);
      }
      rows.add(row);
    }
  }

  private int[] run(VerilatorBatch batch) {
    StringBuilder weights = new StringBuilder();
    for (int i = 0; i < WEIGHTS; i++) {
      weights.append(Integer.toHexString(1000 + i)).append('\n');
    }
    int[] words = rows.stream().flatMapToInt(java.util.Arrays::stream).toArray();
    return batch.run(words, Map.of("weights.hex", weights.toString()));
  }
}
