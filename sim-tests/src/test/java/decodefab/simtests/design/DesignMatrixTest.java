package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small designs over the whole range of tiles, formats and memories, each equal to golden in every
 * value of every operation. The list is the folder {@code matrix} of the test resources, where each
 * file says what it is for.
 *
 * <p>A build takes about half a minute of a processor, so that a run draws some of the list and
 * says which. {@code -Ddecodefab.matrix=full} runs all, {@code -Ddecodefab.matrix.seed=N} draws
 * again what that seed drew, {@code -Ddecodefab.matrix=NAME} runs one.
 */
class DesignMatrixTest {
  private static final int DRAWN = 5;

  @TempDir Path folder;

  private int passed;

  @TestFactory
  Stream<DynamicTest> equalsGoldenInEveryValue() {
    Simulation.requireTools();
    List<Path> chosen = chosen();
    Stream<DynamicTest> designs =
        chosen.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> decode(file)));
    DynamicTest count =
        DynamicTest.dynamicTest(
            "all of them ran", () -> assertThat(passed).isPositive().isEqualTo(chosen.size()));
    return Stream.concat(designs, Stream.of(count));
  }

  /**
   * Every design of the list, also of those that are not drawn, has a context that reaches beyond
   * the first group of attention probabilities.
   */
  @TestFactory
  Stream<DynamicTest> leavesRoomBeyondTheFirstGroup() {
    return DesignUnderTest.matrix().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file), () -> assertThat(tokens(DesignUnderTest.load(file))).isPositive()));
  }

  private void decode(Path file) throws Exception {
    DesignUnderTest design = DesignUnderTest.load(file);
    Simulation simulation = new Simulation(design, design.emit(), folder.resolve(design.name()));
    int tokens = tokens(design);
    Simulation.Outcome outcome = simulation.decode(tokens);
    assertThat(outcome.tokens()).isEqualTo(tokens);
    int layers = design.plan().graph().shape().layers();
    int dim = design.plan().graph().shape().dim();
    assertThat(outcome.valuesCompared()).isGreaterThan((long) tokens * layers * dim * 4);
    passed++;
  }

  /** Past the first group of attention probabilities, and with it past every tile of positions. */
  private static int tokens(DesignUnderTest design) {
    int group = design.plan().fabric().probabilityGroup();
    int context = design.plan().graph().shape().context();
    int tokens = Math.min(Math.max(group + 3, 20), context);
    assertThat(tokens).as("tokens beyond a group of %d", group).isGreaterThan(group);
    return tokens;
  }

  private static List<Path> chosen() {
    List<Path> all = new ArrayList<>(DesignUnderTest.matrix());
    assertThat(all).hasSizeGreaterThanOrEqualTo(16);
    String wanted = System.getProperty("decodefab.matrix", "");
    if (wanted.equals("full")) {
      return all;
    }
    if (!wanted.isEmpty()) {
      List<Path> one = all.stream().filter(file -> name(file).equals(wanted)).toList();
      assertThat(one).as("designs called %s", wanted).hasSize(1);
      return one;
    }
    long seed = Long.getLong("decodefab.matrix.seed", new Random().nextInt(1_000_000));
    Collections.shuffle(all, new Random(seed));
    List<Path> drawn = all.subList(0, DRAWN);
    System.out.println(
        "design matrix: -Ddecodefab.matrix.seed="
            + seed
            + " draws "
            + drawn.stream().map(DesignMatrixTest::name).toList());
    return drawn;
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ".dfab".length());
  }
}
