package decodefab.simtests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.VectorTiming;
import decodefab.simtests.vector.EventLog.Event;
import decodefab.simtests.vector.EventLog.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector engine takes the cycles that {@link VectorTiming} tells the estimator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorTimingTest {

  private static final int LANES = 4;

  private InstructionFields fields;
  private VectorBench bench;

  @BeforeAll
  void build() throws IOException {
    use(VectorBench.build(LANES));
  }

  private void use(VectorBench chosen) throws IOException {
    fields = InstructionFields.read(VectorBench.home().resolve("templates/lib/dfab_isa.vh"));
    bench = chosen;
  }

  /** Runs all of this on a bench of {@value #LANES} lanes. */
  static void check(VectorBench bench) throws IOException {
    VectorTimingTest test = new VectorTimingTest();
    test.use(bench);
    for (int path = 0; path < 4; path++) {
      test.eachPathHasItsLatency(path > 1, path % 2 == 1);
    }
    for (int kind = 1; kind <= 3; kind++) {
      test.reductionsHaveTheirLatency(kind);
    }
    test.commandsOfEveryPathFollowWithoutABubble();
    test.aFenceHoldsUpTheFirstWordAlone();
    test.aCommandKeepsItsPath();
    test.noWordTakesALongerPathThanOrderDemands();
    test.onlyCommandsWithAnExternalOperandWaitForIt();
    for (int kind = 1; kind <= 3; kind++) {
      test.aResetDropsResultsUnderWay(kind);
    }
    test.resultsThatFindThePortTakenAreKept(1);
    test.resultsThatFindThePortTakenAreKept(2);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void eachPathHasItsLatency(boolean front, boolean back) throws IOException {
    int latency = VectorTiming.latency(front, back);
    EventLog log = run(List.of(command(0, 1, front, back)));
    assertThat(cycles(log, Port.VM).getFirst() - cycles(log, Port.TAKEN).getFirst())
        .isEqualTo(VectorTiming.TAKE_TO_READ + latency);

    log = run(List.of(command(0, 3, front, back), command(1, 1, front, back).set("FENCE", 1)));
    assertThat(gap(log, Port.VM, 2, 3)).isEqualTo(VectorTiming.drain(latency, false, 0));

    Command quantize = command(0, 1, front, back).set("VE_WR_Q", 1);
    log = run(List.of(quantize, command(1, 1, front, back).set("FENCE", 1)));
    assertThat(gap(log, Port.VM, 0, 1)).isEqualTo(VectorTiming.drain(latency, true, 0));
    assertThat(cycles(log, Port.QM).getFirst() - cycles(log, Port.VM).getFirst())
        .isEqualTo(VectorTiming.QUANTIZE);

    log = run(List.of(command(0, 1, front, back).set("POST", 1), command(1, 1, front, back)));
    assertThat(gap(log, Port.VM, 0, 1))
        .isEqualTo(VectorTiming.drain(latency, false, 0) + VectorTiming.POST_OVERHEAD);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void reductionsHaveTheirLatency(int kind) throws IOException {
    int reduce = kind == 1 ? VectorTiming.sum(LANES) : VectorTiming.max(LANES);
    Command first = command(0, 5, false, true).set("VE_REDUCE", kind);
    EventLog log = run(List.of(first, command(1, 1, false, true).set("FENCE", 1)));
    assertThat(cycles(log, Port.REDUCED).getFirst() - cycles(log, Port.VM).get(4))
        .isEqualTo(reduce);
    assertThat(gap(log, Port.VM, 4, 5))
        .isEqualTo(VectorTiming.drain(VectorTiming.latency(false, true), false, reduce));
  }

  @Test
  void commandsOfEveryPathFollowWithoutABubble() throws IOException {
    List<Command> commands = new ArrayList<>();
    int words = 0;
    for (int i = 0; i < 200; i++) {
      int length = 1 + i % 3;
      commands.add(command(i, length, i % 7 > 3, i % 5 > 1));
      words += length;
    }
    EventLog log = run(commands);
    List<Long> taken = cycles(log, Port.TAKEN);
    int lastLength = 1 + 199 % 3;
    assertThat(taken.getLast() - taken.getFirst())
        .isEqualTo(words - lastLength + 199 * VectorTiming.ISSUE_OVERHEAD);
    assertThat(cycles(log, Port.VM)).hasSize(words);
    assertThat(log.stalledIn()).isZero();
    assertThat(log.stalledOut()).isZero();
  }

  @Test
  void aFenceHoldsUpTheFirstWordAlone() throws IOException {
    EventLog log =
        run(List.of(command(0, 1, true, true), command(1, 6, true, true).set("FENCE", 1)));
    assertThat(gap(log, Port.VM, 1, 6)).isEqualTo(5);
  }

  /** What a command writes beside its results does not send its later words a longer way. */
  @Test
  void aCommandKeepsItsPath() throws IOException {
    EventLog log = run(List.of(command(0, 6, false, false).set("VE_WR_Q", 1)));
    assertThat(gap(log, Port.VM, 0, 5)).isEqualTo(5);
  }

  /** At every distance between two commands: the shortest path that keeps the words in order. */
  @Test
  void noWordTakesALongerPathThanOrderDemands() throws IOException {
    Random random = new Random(9);
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      commands.add(command(i, 1, random.nextInt(3) == 0, random.nextInt(3) == 0));
    }
    EventLog log = run(commands, 90, 0);
    long before = -1;
    for (int i = 0; i < commands.size(); i++) {
      long read = cycles(log, Port.TAKEN).get(i) + VectorTiming.TAKE_TO_READ;
      long written = read + VectorTiming.latency(true, true);
      for (int path = 0; path < 4; path++) {
        boolean front = path > 1;
        boolean back = path % 2 == 1;
        long leaves = read + VectorTiming.latency(front, back);
        boolean enough =
            (front || !commands.get(i).is("VE_PRE_MUL"))
                && (back || !commands.get(i).is("VE_C_USE"));
        if (enough && leaves > before) {
          written = Math.min(written, leaves);
        }
      }
      assertThat(cycles(log, Port.VM).get(i)).as("command %d", i).isEqualTo(written);
      before = written;
    }
  }

  /** Results are under way everywhere in the reduction when the reset comes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aResetDropsResultsUnderWay(int kind) throws IOException {
    Command c = command(0, 100, false, false).set("VE_SEG_WORDS", 1).set("VE_REDUCE", kind);
    c.set("VE_R_BASE", 100);
    for (int cycle = 40; cycle < 60; cycle++) {
      run(List.of(c), 0, 0, cycle);
    }
  }

  @Test
  void onlyCommandsWithAnExternalOperandWaitForIt() throws IOException {
    EventLog log = run(List.of(command(0, 2, true, true), command(1, 2, false, false)), 0, 100);
    assertThat(cycles(log, Port.VM)).hasSize(4);
  }

  /** One result per cycle against one whole-word write per cycle: all results must wait. */
  @ParameterizedTest
  @CsvSource({"1", "2"})
  void resultsThatFindThePortTakenAreKept(int kind) throws IOException {
    Command c = command(0, 100, false, false).set("VE_SEG_WORDS", 1).set("VE_REDUCE", kind);
    c.set("VE_DST_MEM", 2).set("VE_R_BASE", 100);
    EventLog log = run(List.of(c));
    assertThat(log.stalledOut()).isPositive();
    assertThat(cycles(log, Port.SM)).hasSize(100);
    assertThat(cycles(log, Port.REDUCED)).hasSize(100);
  }

  /** A command over whole words; its destination is apart from what it reads. */
  private Command command(int tag, int words, boolean front, boolean back) {
    Command c = new Command(fields, tag).set("VE_N", (long) words * LANES);
    c.set("VE_DST_MEM", 1).set("VE_DST_BASE", 200);
    c.set("VE_PRE_MUL", front ? 1 : 0).set("VE_C_USE", back ? 3 : 0);
    return c;
  }

  private EventLog run(List<Command> commands) throws IOException {
    return run(commands, 0, 0);
  }

  private EventLog run(List<Command> commands, int commandIdle, int extIdle) throws IOException {
    return run(commands, commandIdle, extIdle, 0);
  }

  private EventLog run(List<Command> commands, int commandIdle, int extIdle, int abandoned)
      throws IOException {
    VectorMemories memories = new VectorMemories(LANES, new Random(1));
    EventLog log = bench.run(memories, commands, 1, commandIdle, extIdle, abandoned);
    assertThat(log.violations()).isEmpty();
    VectorModel model = new VectorModel(memories);
    long writes = commands.stream().mapToLong(c -> model.execute(c).writes()).sum();
    assertThat(log.events().stream().filter(e -> isWrite(e.port())).count()).isEqualTo(writes);
    return log;
  }

  private static boolean isWrite(Port port) {
    return port != Port.POST && port != Port.TAKEN;
  }

  private static List<Long> cycles(EventLog log, Port port) {
    return log.events().stream().filter(e -> e.port() == port).map(Event::cycle).toList();
  }

  private static long gap(EventLog log, Port port, int from, int to) {
    return cycles(log, port).get(to) - cycles(log, port).get(from);
  }
}
