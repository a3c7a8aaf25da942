package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;

  @BeforeEach
  void prepare() throws IOException {
    world = new TestSurroundings(folder);
    TestDesigns.write(folder, "x.dfab", TestDesigns.TINY);
  }

  @ParameterizedTest
  @CsvSource({
    "ast, design tiny {, vocab 64",
    "design, design tiny {, // default",
    "graph, graph { vocab 64, MultiplyMatrix(lm_head",
    "plan, plan tiny, on-chip memories:",
  })
  void printsEachStage(String stage, String start, String inside) {
    assertThat(world.run("dump", "--stage", stage, "x.dfab")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).startsWith(start).contains(inside).endsWith("\n");
    assertThat(world.err()).isEmpty();
    String first = world.out();
    assertThat(world.run("dump", "x.dfab", "--stage", stage)).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).isEqualTo(first);
  }

  /** What a later stage would refuse does not keep an earlier one from being shown. */
  @Test
  void runsNoLaterStage() throws IOException {
    TestDesigns.write(folder, "x.dfab", TestDesigns.withFolder("nowhere"));
    assertThat(world.run("dump", "--stage", "design", "x.dfab")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).contains("model \"nowhere\"");
    assertThat(world.run("dump", "--stage", "graph", "x.dfab")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("DF600");
    TestDesigns.write(folder, "x.dfab", TestDesigns.TINY.replace("lanes 16", "lanes 20"));
    assertThat(world.run("dump", "--stage", "ast", "x.dfab")).isEqualTo(ExitCode.FINE);
    assertThat(world.run("dump", "--stage", "design", "x.dfab")).isEqualTo(ExitCode.INPUT);
  }

  @ParameterizedTest
  @CsvSource({
    "dump x.dfab, '--stage=STAGE'",
    "dump --stage ast, 'FILE.dfab'",
    "dump --stage tree x.dfab, 'expected one of [ast, design, graph, plan]'",
  })
  void aWrongCommandLineIsAUsageError(String line, String said) {
    assertThat(world.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains(said);
    assertThat(world.out()).isEmpty();
  }
}
