package decodefab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code REGRESS.md}, and the matrix that ships. */
class RegressDocumentTest {
  private static final Path HOME = Path.of(System.getProperty("decodefab.home"));

  @TempDir private Path folder;

  @Test
  void everyExampleIsAMatrix() throws Exception {
    MatrixFiles files = new MatrixFiles(folder);
    List<String> examples =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(Files.readString(HOME.resolve("generator/REGRESS.md")))
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    for (String example : examples) {
      assertThat(files.jobs(example)).as(example).isNotEmpty();
    }
    assertThat(files.jobs(examples.getFirst()))
        .extracting(Job::name)
        .containsExactly(
            "other#1",
            "other#2",
            "other+lanes=32-cols=8#1",
            "other+lanes=32-cols=8#2",
            "other+int8#1",
            "tiny");
  }

  @Test
  void theMatrixThatShipsHasTwentyJobs() throws Exception {
    Path file = HOME.resolve("sim-tests/regress/small.yaml");
    assertThat(
            JobFinder.ofMatrix(
                decodefab.dsl.DesignReader.readText(file, "small.yaml"), file.getParent()))
        .hasSize(20);
  }
}
