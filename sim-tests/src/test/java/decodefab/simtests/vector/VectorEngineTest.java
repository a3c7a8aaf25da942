package decodefab.simtests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.vector.EventLog.Event;
import decodefab.simtests.vector.EventLog.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector engine equals its model bit for bit, whatever the gaps between its inputs. */
class VectorEngineTest {

  private static final int COMMANDS = 2500;
  private static final int RESETS = 30;
  private static final int AFTER_RESET = 30;
  private static final int[] IDLE = {0, 50};

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 16})
  void equalsTheModel(int lanes) throws IOException {
    check(VectorBench.build(lanes), lanes, COMMANDS);
  }

  static void check(VectorBench bench, int lanes, int count) throws IOException {
    InstructionFields fields =
        InstructionFields.read(VectorBench.home().resolve("templates/lib/dfab_isa.vh"));
    int cases = 0;
    long waits = 0;
    long results = 0;
    for (int commandIdle : IDLE) {
      for (int extIdle : IDLE) {
        int seed = 1000 * lanes + commandIdle + extIdle / 10;
        Random random = new Random(seed);
        VectorMemories memories = new VectorMemories(lanes, random);
        CommandGenerator generator = new CommandGenerator(fields, lanes, random);
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          commands.add(generator.next());
        }
        EventLog log = bench.run(memories, commands, seed, commandIdle, extIdle);
        compare(new VectorModel(memories), commands, log);
        waits += log.stalledIn();
        results += log.events().stream().filter(e -> e.port() == Port.REDUCED).count();
        cases++;
      }
    }
    assertThat(cases).isEqualTo(IDLE.length * IDLE.length);
    assertThat(waits).isPositive();
    assertThat(results).isGreaterThan(count);
  }

  /** A reset in the middle of things leaves nothing behind. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 16})
  void startsAnewAfterAReset(int lanes) throws IOException {
    checkResets(VectorBench.build(lanes), lanes);
  }

  static void checkResets(VectorBench bench, int lanes) throws IOException {
    InstructionFields fields =
        InstructionFields.read(VectorBench.home().resolve("templates/lib/dfab_isa.vh"));
    Random random = new Random(lanes);
    for (int i = 0; i < RESETS; i++) {
      VectorMemories memories = new VectorMemories(lanes, random);
      CommandGenerator generator = new CommandGenerator(fields, lanes, random);
      List<Command> commands = new ArrayList<>();
      for (int c = 0; c < AFTER_RESET; c++) {
        commands.add(generator.next());
      }
      int idle = 50 * (i % 2);
      int cycle = 10 + random.nextInt(40 * (i + 1));
      compare(
          new VectorModel(memories), commands, bench.run(memories, commands, i, 0, idle, cycle));
    }
  }

  private static void compare(VectorModel model, List<Command> commands, EventLog log) {
    assertThat(log.violations()).isEmpty();
    List<Expected> expected = new ArrayList<>();
    List<String> posts = new ArrayList<>();
    List<Integer> posting = new ArrayList<>();
    boolean argmax = false;
    for (Command c : commands) {
      expected.add(model.execute(c));
      // The register keeps the last argmax, and means nothing before the first.
      argmax |= c.get("VE_REDUCE") == 4 && c.is("VE_N");
      if (c.is("POST")) {
        posts.add(
            Integer.toHexString(c.get("POST"))
                + " "
                + (argmax ? Integer.toHexString(model.argmax()) : ""));
        posting.add(c.tag());
      }
    }
    List<Expected> seen = new ArrayList<>();
    for (int tag = 0; tag < commands.size(); tag++) {
      seen.add(new Expected(tag));
    }
    int posted = 0;
    int vmTag = 0;
    int lastPosted = -1;
    long lastWrite = -1;
    int written = 0;
    for (Event e : log.events()) {
      switch (e.port()) {
        case TAKEN -> {}
        case POST -> {
          int tag = posting.get(posted);
          String post = posts.get(posted);
          assertThat(e.text())
              .matches(
                  text -> post.endsWith(" ") ? text.startsWith(post) : text.equals(post), post);
          assertThat(e.cycle()).isGreaterThan(lastWrite);
          assertThat(written)
              .as("writes before the post of %d", tag)
              .isEqualTo(expected.subList(0, tag + 1).stream().mapToInt(Expected::writes).sum());
          lastPosted = tag;
          posted++;
        }
        case VM, SM, REDUCED, QM, QS -> {
          assertThat(e.tag()).isGreaterThan(lastPosted).isLessThan(commands.size());
          if (e.port() == Port.VM) {
            assertThat(e.tag())
                .as("vector memory is written in order")
                .isGreaterThanOrEqualTo(vmTag);
            vmTag = e.tag();
          }
          lines(seen.get(e.tag()), e.port()).add(e.text());
          lastWrite = e.cycle();
          written++;
        }
      }
    }
    for (int tag = 0; tag < commands.size(); tag++) {
      assertThat(seen.get(tag)).isEqualTo(expected.get(tag));
    }
    assertThat(posted).isEqualTo(posts.size());
  }

  private static List<String> lines(Expected seen, Port port) {
    return switch (port) {
      case VM -> seen.vm();
      case SM -> seen.sm();
      case REDUCED -> seen.reduced();
      case QM -> seen.qm();
      case QS -> seen.qs();
      case POST, TAKEN -> throw new IllegalArgumentException("not a write: " + port);
    };
  }
}
