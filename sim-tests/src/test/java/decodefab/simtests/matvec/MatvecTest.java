package decodefab.simtests.matvec;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.MatvecShape;
import decodefab.golden.MatvecTiming;
import decodefab.simtests.matvec.MatvecCommand.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matvec engine against the model, tile settings x formats x pauses x backpressure. */
class MatvecTest {

  private static final int SCENARIOS_PER_PACE = 12;
  private static final int COMMANDS = 12;
  private static final int SINGLES = 60;
  private static final int BEHIND_SCALE = 5;
  private static final List<Kind> ALL = List.of(Kind.values());
  private static final List<Kind> STREAMED = List.of(Kind.ON_CHIP, Kind.OFF_CHIP);
  private static final int[][] PACES = {{0, 0}, {40, 0}, {0, 60}, {30, 40}, {85, 10}, {5, 95}};

  static List<MatvecTile> tiles() {
    return MatvecTiles.all();
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void writesWhatTheModelWrites(MatvecTile tile) {
    List<MatvecScenario> scenarios = everyPace(tile);
    List<MatvecRun> runs = compare(bench(tile), tile, scenarios);
    assertThat(runs).hasSize(PACES.length * SCENARIOS_PER_PACE);
    assertThat(usedFormats(scenarios)).isEqualTo(Set.copyOf(tile.streamedFormats()));
    assertThat(runs.stream().mapToInt(run -> run.results().size()).sum())
        .isGreaterThan(PACES.length * SCENARIOS_PER_PACE * COMMANDS);
  }

  /** Random scenarios at each pace. */
  static List<MatvecScenario> everyPace(MatvecTile tile) {
    List<MatvecScenario> scenarios = new ArrayList<>();
    for (int[] pace : PACES) {
      for (int i = 0; i < SCENARIOS_PER_PACE; i++) {
        long seed = 1000L * scenarios.size() + 31L * tile.rows() + tile.cols();
        scenarios.add(MatvecScenario.random(tile, seed, COMMANDS, ALL, pace[0], pace[1]));
      }
    }
    return scenarios;
  }

  /** Runs scenarios and compares results, posts and what is left in the streams. */
  static List<MatvecRun> compare(
      EngineBench bench, MatvecTile tile, List<MatvecScenario> scenarios) {
    List<MatvecRun> runs = run(bench, tile, scenarios);
    for (int i = 0; i < runs.size(); i++) {
      MatvecScenario scenario = scenarios.get(i);
      MatvecRun run = runs.get(i);
      assertThat(run.results()).as("scenario %d", i).isEqualTo(scenario.expected());
      assertThat(run.leftOver()).as("scenario %d", i).containsOnly(0);
      assertThat(run.posts())
          .isEqualTo(
              scenario.commands().stream().map(MatvecCommand::post).filter(p -> p != 0).toList());
      checkPosts(scenario, run, tile);
    }
    return runs;
  }

  static List<MatvecTile> skippingTiles() {
    return MatvecTiles.skippingZeros();
  }

  /** Rounds of zeros are neither taken from the streams nor added, at any pace. */
  @ParameterizedTest
  @MethodSource("skippingTiles")
  void jumpsOverZeros(MatvecTile tile) {
    List<MatvecScenario> scenarios = everyPace(tile);
    List<MatvecRun> runs = compare(bench(tile), tile, scenarios);
    int jumped = runs.stream().mapToInt(MatvecRun::jumped).sum();
    assertThat(usedFormats(scenarios)).isEqualTo(Set.copyOf(tile.streamedFormats()));
    assertThat(runs).hasSize(PACES.length * SCENARIOS_PER_PACE);
    assertThat(jumped).isGreaterThan(runs.size());
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void takesTheCyclesPredicted(MatvecTile tile) {
    compareCycles(bench(tile), tile);
  }

  static void compareCycles(EngineBench bench, MatvecTile tile) {
    List<MatvecScenario> scenarios = new ArrayList<>();
    for (int seed = 0; seed < SINGLES; seed++) {
      scenarios.add(MatvecScenario.random(tile, seed, 1, STREAMED, 0, 0));
    }
    assertThat(usedFormats(scenarios)).isEqualTo(Set.copyOf(tile.streamedFormats()));
    List<MatvecRun> runs = run(bench, tile, scenarios);
    for (int i = 0; i < SINGLES; i++) {
      MatvecRun run = runs.get(i);
      MatvecCommand command = scenarios.get(i).commands().get(0);
      long measured =
          (long) run.resultCycles().get(run.results().size() - 1) - run.accepted().get(0);
      assertThat(measured).as("%s", command).isEqualTo(MatvecTiming.cycles(command.shape(tile)));
    }
    assertThat(runs).hasSize(SINGLES);
  }

  /** Commands that follow each other at once have their last results an issue time apart. */
  @ParameterizedTest
  @MethodSource("tiles")
  void followsCommandsWithoutABubble(MatvecTile tile) {
    compareFollowers(bench(tile), tile);
  }

  static void compareFollowers(EngineBench bench, MatvecTile tile) {
    MatvecScenario scenario = followers(tile);
    MatvecRun run = run(bench, tile, List.of(scenario)).get(0);
    long expected = MatvecTiming.cycles(scenario.commands().get(COMMANDS - 1).shape(tile));
    for (MatvecCommand command : scenario.commands().subList(0, COMMANDS - 1)) {
      expected += MatvecTiming.issueCycles(command.shape(tile));
    }
    int last = run.resultCycles().get(run.results().size() - 1);
    assertThat((long) last - run.accepted().get(0)).isEqualTo(expected);
    assertThat(run.stallIn()).isZero();
  }

  /**
   * A weight group goes on in the cycle after its scale was taken, before the memory that keeps it
   * can give it back: the zero point, which is needed at once, must come around that memory.
   */
  @ParameterizedTest
  @MethodSource("tiles")
  void usesAScaleInTheCycleAfterItWasTaken(MatvecTile tile) {
    compareBehindScale(bench(tile), tile);
  }

  static void compareBehindScale(EngineBench bench, MatvecTile tile) {
    List<MatvecScenario> scenarios = new ArrayList<>();
    List<Integer> formats = tile.streamedFormats();
    for (int i = 0; i < BEHIND_SCALE * formats.size(); i++) {
      int format = formats.get(i % formats.size());
      scenarios.add(
          MatvecScenario.of(
              tile,
              new Random(i),
              1,
              (random, kvBase, ksBase) -> MatvecCommand.pieceBehindScale(random, tile, format),
              0,
              0));
    }
    List<MatvecRun> runs = run(bench, tile, scenarios);
    for (int i = 0; i < runs.size(); i++) {
      MatvecScenario scenario = scenarios.get(i);
      MatvecCommand command = scenario.commands().get(0);
      assertThat(runs.get(i).results()).as("%s", command).isEqualTo(scenario.expected());
      // The second word goes at once; the third waits for the accumulator entry of the first.
      int phases = tile.phases(command.format());
      assertThat(MatvecTiming.issueCycles(command.shape(tile)))
          .isEqualTo(Math.max(3L * phases, phases + MatvecTiming.HAZARD + 1L));
      long measured =
          (long) runs.get(i).resultCycles().get(runs.get(i).results().size() - 1)
              - runs.get(i).accepted().get(0);
      assertThat(measured).isEqualTo(MatvecTiming.cycles(command.shape(tile)));
    }
    assertThat(runs).hasSize(BEHIND_SCALE * formats.size());
  }

  private static Set<Integer> usedFormats(List<MatvecScenario> scenarios) {
    return scenarios.stream()
        .flatMap(scenario -> scenario.commands().stream())
        .filter(command -> !command.fromKv())
        .map(MatvecCommand::format)
        .collect(Collectors.toSet());
  }

  /** A scenario of streamed commands whose results are all written when the last one's come. */
  private static MatvecScenario followers(MatvecTile tile) {
    for (long seed = 0; ; seed++) {
      MatvecScenario scenario = MatvecScenario.random(tile, seed, COMMANDS, STREAMED, 0, 0);
      if (leavesTheQueueFree(scenario, tile)) {
        return scenario;
      }
    }
  }

  /** By a bound: all words of a command come after its last round, and go one per cycle. */
  private static boolean leavesTheQueueFree(MatvecScenario scenario, MatvecTile tile) {
    int wordsOfResult = Math.max(1, tile.rows() / tile.vector());
    long waiting = 0;
    for (int i = 0; i < COMMANDS; i++) {
      MatvecCommand command = scenario.commands().get(i);
      MatvecShape shape = command.shape(tile);
      long before = MatvecTiming.issueCycles(shape) - MatvecTiming.lastRoundCycles(shape);
      waiting = Math.max(0, waiting - before);
      boolean last = i == COMMANDS - 1;
      if (last && waiting > 0) {
        return false;
      }
      waiting += (long) command.tiles() * command.m() * wordsOfResult;
      if (!last && waiting > (long) MatvecTiming.QUEUE * wordsOfResult) {
        return false;
      }
    }
    return true;
  }

  private static void checkPosts(MatvecScenario scenario, MatvecRun run, MatvecTile tile) {
    int word = 0;
    int post = 0;
    for (MatvecCommand command : scenario.commands()) {
      word += command.tiles() * command.m() * Math.max(1, tile.rows() / tile.vector());
      if (command.post() != 0) {
        assertThat(run.postCycles().get(post++)).isEqualTo(run.resultCycles().get(word - 1) + 1);
      }
    }
    assertThat(word).isEqualTo(run.results().size());
  }

  private static EngineBench bench(MatvecTile tile) {
    return EngineBench.build("matvec", tile.parameters());
  }

  private static List<MatvecRun> run(
      EngineBench bench, MatvecTile tile, List<MatvecScenario> scenarios) {
    ByteSink input = new ByteSink().u32(scenarios.size());
    scenarios.forEach(scenario -> input.raw(scenario.input().toByteArray()));
    ByteBuffer output = bench.run(input.toByteArray());
    List<MatvecRun> runs = new ArrayList<>();
    for (int i = 0; i < scenarios.size(); i++) {
      runs.add(MatvecRun.read(output, tile));
    }
    assertThat(output.hasRemaining()).isFalse();
    return runs;
  }
}
