package decodefab.simtests.matvec;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.MatvecTiming;
import decodefab.simtests.matvec.MatvecCommand.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matvec engine against the model, tile settings x pauses x backpressure. */
class MatvecTest {

  private static final int SCENARIOS_PER_PACE = 12;
  private static final int COMMANDS = 12;
  private static final int SINGLES = 60;
  private static final List<Kind> ALL = List.of(Kind.values());
  private static final List<Kind> STREAMED = List.of(Kind.ON_CHIP, Kind.OFF_CHIP);
  private static final int[][] PACES = {{0, 0}, {40, 0}, {0, 60}, {30, 40}, {85, 10}, {5, 95}};

  static List<MatvecTile> tiles() {
    return List.of(
        new MatvecTile(8, 16, 8, 64, 8),
        new MatvecTile(2, 4, 8, 8, 2),
        new MatvecTile(16, 8, 4, 32, 64),
        new MatvecTile(4, 64, 2, 16, 16),
        new MatvecTile(1, 32, 16, 8, 4));
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void writesWhatTheModelWrites(MatvecTile tile) {
    List<MatvecScenario> scenarios = new ArrayList<>();
    for (int[] pace : PACES) {
      for (int i = 0; i < SCENARIOS_PER_PACE; i++) {
        long seed = 1000L * scenarios.size() + tile.hashCode();
        scenarios.add(MatvecScenario.random(tile, seed, COMMANDS, ALL, pace[0], pace[1]));
      }
    }
    List<MatvecRun> runs = run(tile, scenarios);
    int results = 0;
    for (int i = 0; i < runs.size(); i++) {
      MatvecScenario scenario = scenarios.get(i);
      MatvecRun run = runs.get(i);
      assertThat(run.results()).as("scenario %d", i).isEqualTo(scenario.expected());
      assertThat(run.leftOver()).as("scenario %d", i).containsOnly(0);
      assertThat(run.posts())
          .isEqualTo(
              scenario.commands().stream().map(MatvecCommand::post).filter(p -> p != 0).toList());
      checkPosts(scenario, run, tile);
      results += run.results().size();
    }
    assertThat(runs).hasSize(PACES.length * SCENARIOS_PER_PACE);
    assertThat(results).isGreaterThan(PACES.length * SCENARIOS_PER_PACE * COMMANDS);
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void takesTheCyclesPredicted(MatvecTile tile) {
    List<MatvecScenario> scenarios = new ArrayList<>();
    for (int seed = 0; seed < SINGLES; seed++) {
      scenarios.add(MatvecScenario.random(tile, seed, 1, STREAMED, 0, 0));
    }
    List<MatvecRun> runs = run(tile, scenarios);
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
    MatvecScenario scenario = followers(tile);
    MatvecRun run = run(tile, List.of(scenario)).get(0);
    long expected = MatvecTiming.cycles(scenario.commands().get(COMMANDS - 1).shape(tile));
    for (MatvecCommand command : scenario.commands().subList(0, COMMANDS - 1)) {
      expected += MatvecTiming.issueCycles(command.shape(tile));
    }
    int last = run.resultCycles().get(run.results().size() - 1);
    assertThat((long) last - run.accepted().get(0)).isEqualTo(expected);
    assertThat(run.stallIn()).isZero();
  }

  /** A scenario of streamed commands that never fill the result queue. */
  private static MatvecScenario followers(MatvecTile tile) {
    for (long seed = 0; ; seed++) {
      MatvecScenario scenario = MatvecScenario.random(tile, seed, COMMANDS, STREAMED, 0, 0);
      if (scenario.expected().size() <= MatvecTiming.QUEUE * 4) {
        return scenario;
      }
    }
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

  private static List<MatvecRun> run(MatvecTile tile, List<MatvecScenario> scenarios) {
    EngineBench bench = EngineBench.build("matvec", tile.parameters());
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
