package decodefab.simtests.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every item that {@code dfab_offchip} delivers and every byte it writes is right, whatever the
 * widths, the channels, the latency and the order of answers, and however slow the consumers are;
 * errors are told, and a reset in the middle of things leaves the bus in order.
 */
class OffchipTest {

  /** Latency, jitter, bytes per cycle as numerator and denominator. */
  private static final List<List<Integer>> MEMORIES =
      List.of(List.of(1, 0, 1000, 1), List.of(20, 1, 5, 1), List.of(60, 1, 1000, 1));

  private static final List<Integer> STALLS = List.of(0, 40);

  /**
   * Containers larger than, as large as and smaller than the bus word, and scale and operand words
   * likewise; containers twice as wide as a KV word; one channel and many; the shortest and the
   * longest bursts; queues of one burst.
   */
  static Stream<MemoryShape> shapes() {
    return Stream.of(
        new MemoryShape("larger", 4, 8, 8, 4, 2, 64, 20, 100, 77, 16, 64, 16, 5000),
        new MemoryShape("smaller", 1, 4, 8, 2, 4, 32, 17, 1001, 333, 2, 4, 2, 5000),
        new MemoryShape("longest", 8, 16, 8, 32, 1, 32, 48, 7, 50, 256, 256, 4, 20000),
        new MemoryShape("equal", 8, 16, 8, 8, 8, 128, 33, 50, 1, 4, 16, 1, 5000),
        new MemoryShape("planes", 2, 8, 16, 4, 2, 64, 20, 90, 77, 16, 64, 16, 5000),
        new MemoryShape("widest", 2, 8, 8, 64, 1, 1024, 20, 300, 1001, 32, 64, 16, 5000));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void deliversWhatMemoryHolds(MemoryShape shape) throws IOException {
    check(MemoryBench.build(shape), shape);
  }

  static void check(MemoryBench bench, MemoryShape shape) throws IOException {
    List<Map<String, Long>> runs = new ArrayList<>();
    for (List<Integer> memory : MEMORIES) {
      for (int stall : STALLS) {
        runs.add(bench.run("traffic", 7 + runs.size(), memory, stall, shape.cycles()));
      }
    }
    assertThat(runs).hasSize(MEMORIES.size() * STALLS.size());
    assertThat(total(runs, "w")).as("several rounds").isGreaterThan(3L * shape.weights());
    assertThat(total(runs, "ws")).isGreaterThan(3L * shape.scales());
    assertThat(total(runs, "ext")).isGreaterThan(200);
    assertThat(total(runs, "kv_read")).isGreaterThan(100);
    assertThat(total(runs, "kv_written")).isGreaterThan(20);
    assertThat(total(runs, "write_bursts")).isGreaterThan(20);
    assertThat(total(runs, "read_errors") + total(runs, "write_errors")).isZero();
    assertThat(total(runs, "violations")).isZero();

    resets(bench, shape);
    errors(bench, shape);
    streams(bench, shape);
  }

  /** Twenty resets at random times, then ordinary traffic. */
  private static void resets(MemoryBench bench, MemoryShape shape) {
    Map<String, Long> run = bench.run("reset", 3, List.of(20, 1, 50, 1), 30, shape.cycles());
    assertThat(run).containsEntry("resets", 20L).containsEntry("violations", 0L);
    assertThat(run.get("w")).isPositive();
    assertThat(run.get("kv_read")).isPositive();
    assertThat(run.get("kv_written")).isPositive();
  }

  /** A failing read, a reset, a failing write, a reset, then ordinary traffic. */
  private static void errors(MemoryBench bench, MemoryShape shape) {
    Map<String, Long> run = bench.run("error", 3, List.of(20, 0, 1000, 1), 30, shape.cycles());
    assertThat(run).containsEntry("resets", 2L).containsEntry("violations", 0L);
    assertThat(run.get("read_errors")).isPositive();
    assertThat(run.get("write_errors")).isPositive();
    assertThat(run.get("kv_written")).isPositive();
  }

  /** With enough bursts under way, nearly every cycle brings a beat on every channel. */
  private static void streams(MemoryBench bench, MemoryShape shape) {
    Map<String, Long> run = bench.run("stream", 3, List.of(10, 0, 1000, 1), 0, 5000);
    if (shape.depth() >= 64 && shape.columns() * shape.rows() * 8 >= shape.bus()) {
      assertThat(run.get("read_beats")).isGreaterThan(4900L * shape.channels());
    }
    assertThat(run.get("w")).isPositive();
  }

  private static long total(List<Map<String, Long>> runs, String name) {
    return runs.stream().mapToLong(run -> run.get(name)).sum();
  }
}
