package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.coverage.CodeCoverage;
import decodefab.coverage.CodePoint;
import decodefab.coverage.FileCoverage;
import decodefab.matrix.MatrixFiles;
import decodefab.matrix.Stage;
import decodefab.regress.Failure;
import decodefab.regress.FailureKind;
import decodefab.regress.Figures;
import decodefab.regress.JobResult;
import decodefab.regress.RunFolder;
import decodefab.regress.StageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;

  @BeforeEach
  void write() throws IOException {
    world = new TestSurroundings(folder);
    new MatrixFiles(folder);
  }

  private int run(String matrix, String... options) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), matrix);
    String[] line = new String[options.length + 2];
    line[0] = "regress";
    line[1] = "m.yaml";
    System.arraycopy(options, 0, line, 2, options.length);
    return world.run(Map.of("DECODEFAB_CACHE", folder.resolve("cache").toString()), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "regress",
        "regress a.yaml b.yaml",
        "regress a.yaml b.dfab",
        "regress a.dfab --jobs 0",
        "regress a.dfab --memory 0",
        "regress a.dfab --shard 0/2",
        "regress a.dfab --shard 3/2",
        "regress a.dfab --shard 1",
        "regress a.dfab --history",
        "regress --history --code-coverage"
      })
  void refusesWhatMakesNoSense(String line) {
    assertThat(world.run(line.split(" "))).as(line).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("See decodefab regress --help");
  }

  @Test
  void runsStagesThatNeedNoTools() throws Exception {
    String matrix =
        "designs: ['designs/*.dfab']\nstages: [generate]\noverrides: [none, vector: 2]\n";
    assertThat(run(matrix, "--junit", "r/j.xml", "-o", "out")).as(world.err()).isZero();
    assertThat(world.out()).startsWith("4 jobs passed in ");
    assertThat(world.err()).contains("/4] tiny+vector=2: passed (");
    assertThat(folder.resolve("out/jobs/tiny+vector=2/design/rtl/tiny_top.v")).exists();
    assertThat(Files.readString(folder.resolve("r/j.xml"))).contains("tests=\"4\"");
    assertThat(run(matrix, "--json", "-o", "out")).isZero();
    JsonNode json = new ObjectMapper().readTree(world.out());
    assertThat(json.path("reused").asInt()).isEqualTo(4);
    assertThat(new ObjectMapper().readTree(folder.resolve("out/results.json").toFile()))
        .isEqualTo(json);
    assertThat(run(matrix, "--filter", "tiny*", "--shard", "2/2", "--fresh", "-o", "out")).isZero();
    assertThat(world.out()).startsWith("1 job passed in ");
    assertThat(world.run("regress", "--history", "-o", "out")).as(world.err()).isZero();
    assertThat(world.out())
        .contains("run 1 time\n", "run 2 times", "4 jobs, 0 changed since the last pass");
    Files.writeString(folder.resolve("out/history.duckdb"), "damaged");
    assertThat(world.run("regress", "--history", "-o", "out")).as(world.err()).isZero();
    assertThat(world.out()).contains("run 2 times", "4 jobs, 0 changed since the last pass");
    assertThat(world.err()).contains("history.duckdb.damaged-1", "history.csv: 5 results");
    assertThat(world.run("regress", "--history", "--json", "--filter", "o*", "-o", "out")).isZero();
    assertThat(new ObjectMapper().readTree(world.out()).path("jobs")).hasSize(2);
  }

  @Test
  void aFailedJobIsShownWithWhatReproducesIt() throws Exception {
    Files.writeString(folder.resolve("designs/bad.dfab"), "design bad { lanes }");
    assertThat(run("designs: ['designs/*.dfab']\nstages: [generate]\n")).isEqualTo(ExitCode.INPUT);
    assertThat(world.out())
        .contains("bad: FAILED in generate, input", "error[DF", "regress-out/jobs/bad")
        .contains("reproduce  decodefab regress m.yaml --filter bad --fresh")
        .contains("1 of 3 jobs failed");
  }

  @Test
  void saysWhatIsWrongWithTheMatrix() throws Exception {
    assertThat(run("designs: [designs/tiny.dfab]\noverrides: [{ lanes: 30 }]\n"))
        .isEqualTo(ExitCode.INPUT);
    assertThat(world.err())
        .contains("error[DF943]", "--> m.yaml:2:22", "                     ^^\n")
        .contains("exclude: [{ design: tiny }]");
    assertThat(run("designs: [designs/tiny.dfab]\n", "--filter", "tni")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF944]: no job is called");
    String generated = "designs: [designs/tiny.dfab]\nstages: [generate]\n";
    assertThat(run(generated, "--code-coverage")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF944]: no job simulates");
    assertThat(world.run("regress", "none.yaml")).isEqualTo(ExitCode.INPUT);
    assertThat(world.run("regress", "designs/none.dfab")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("DF942");
    assertThat(world.run("regress", "--history")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("DF947");
    assertThat(folder.resolve("regress-out")).doesNotExist();
  }

  @Test
  void saysWhichToolIsMissing() throws Exception {
    assertThat(run("designs: [designs/tiny.dfab]\n")).isEqualTo(ExitCode.TOOL);
    assertThat(world.err()).contains("verilator");
  }

  @Test
  void twoInOneFolderAreRefused() throws Exception {
    try (RunFolder held = RunFolder.take(folder.resolve("regress-out"))) {
      assertThat(held.path()).exists();
      assertThat(run("designs: [designs/tiny.dfab]\nstages: [generate]\n"))
          .isEqualTo(ExitCode.INPUT);
      assertThat(world.err())
          .contains("error[DF945]: another regression is running")
          .contains("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void theWorstFailureDecides() {
    assertThat(summary().exitCode()).isEqualTo(ExitCode.MISMATCH);
    assertThat(
            new RegressSummary(
                    List.of(result(FailureKind.TOOL), result(FailureKind.INPUT)),
                    1,
                    Path.of("f"),
                    Path::of,
                    r -> "again",
                    Optional.empty())
                .exitCode())
        .isEqualTo(ExitCode.TOOL);
  }

  private static JobResult result(FailureKind kind) {
    return new JobResult(
        "a",
        "a",
        "ab",
        JobResult.Origin.RUN,
        List.of(
            new StageResult(Stage.LINT, true, 1, Optional.of(new Failure(kind, "m", "d"))),
            new StageResult(Stage.SIMULATE, false, 0, Optional.empty())),
        new Figures(1, 2, 3, Map.of("lut", 1.0)),
        List.of("int4|dense|on chip|first"));
  }

  private static RegressSummary summary() {
    return new RegressSummary(
        List.of(result(FailureKind.MISMATCH), result(FailureKind.INPUT)),
        1,
        Path.of("f"),
        Path::of,
        r -> "again",
        Optional.of(CODE));
  }

  @Test
  void theTableShowsWhatWasCoveredAndTheHoles() {
    JobResult passed =
        new JobResult(
            "a",
            "a",
            "ab",
            JobResult.Origin.RUN,
            List.of(new StageResult(Stage.LINT, true, 1, Optional.empty())),
            Figures.NONE,
            List.of("int4|dense|ddr|first", "int4|dense|ddr|first group"));
    String table = CoverageText.table(List.of(passed, passed, result(FailureKind.MISMATCH)));
    assertThat(table.lines())
        .contains("int4             dense        .    .    .    2    2    .    .    .    .")
        .contains("int4             bitmap       .    .    .    .    .    .    .    .    .")
        .noneMatch(line -> line.startsWith("ternary packed   places"));
    assertThat(table).contains("2 of 567 bins were hit; 565 holes");
  }

  private static final CodeCoverage CODE =
      new CodeCoverage(
          List.of(
              new FileCoverage(
                  "rtl/dfab_fifo.v",
                  new TreeMap<>(Map.of(3, 1L, 5, 0L, 6, 0L, 8, 0L)),
                  new TreeMap<>(Map.of(new CodePoint(5, 1, "else"), 0L)),
                  new TreeMap<>(Map.of(new CodePoint(2, 1, "full"), 2L))),
              new FileCoverage(
                  "rtl/dfab_skid.v",
                  new TreeMap<>(Map.of(3, 1L)),
                  new TreeMap<>(),
                  new TreeMap<>())),
          List.of("dfab_rom"));

  @Test
  void theTableOfCodeShowsModulesWithHoles() {
    String table = CodeCoverageText.table(CODE, Path.of("out"));
    assertThat(table.lines())
        .anyMatch(
            line ->
                line.matches("dfab_fifo +1/4 +25% +0/1 +0% +1/1 +100%  lines 5-6, 8; else of 5"))
        .anyMatch(line -> line.matches("all 2 +2/5 +40% .*1 more modules are covered whole"))
        .contains("in no design of this regression: dfab_rom")
        .noneMatch(line -> line.startsWith("dfab_skid"));
    assertThat(table).endsWith("LCOV: out/coverage.info");
  }

  @Test
  void everyKeyOfTheDocumentIsDescribed() throws Exception {
    JsonNode json = new ObjectMapper().readTree(RegressJson.text(summary()));
    Path home = Path.of(System.getProperty("decodefab.home"));
    String text = Files.readString(home.resolve("generator/JSON.md"));
    String section = text.substring(text.indexOf("## `decodefab.regress` 1"));
    Set<String> described =
        Pattern.compile("`([a-z_0-9.\\[\\]]+)`")
            .matcher(section.substring(0, section.indexOf("\n## ", 1)))
            .results()
            .map(m -> m.group(1).replaceAll(".*\\.", "").replace("[]", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> keys = new TreeSet<>();
    collect(json, keys);
    keys.removeAll(Set.of("schema", "version"));
    assertThat(described).containsAll(keys);
  }

  private static void collect(JsonNode node, Set<String> keys) {
    node.forEach(inner -> collect(inner, keys));
    node.properties().forEach(field -> keys.add(field.getKey()));
  }
}
