package decodefab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.plan.HardwarePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {
  @TempDir private Path folder;

  private MatrixFiles files;

  @BeforeEach
  void write() throws IOException {
    files = new MatrixFiles(folder);
  }

  private List<String> names(String... lines) throws InputException {
    return files.jobs(lines).stream().map(Job::name).toList();
  }

  private List<Diagnostic> refused(String... lines) {
    InputException refused = catchThrowableOfType(InputException.class, () -> files.jobs(lines));
    assertThat(refused).as(String.join("\n", lines)).isNotNull();
    return refused.diagnostics();
  }

  /** The code, the place and the message of the only diagnostic. */
  private String only(String... lines) {
    List<Diagnostic> found = refused(lines);
    assertThat(found).hasSize(1);
    Diagnostic first = found.getFirst();
    return first.code()
        + first.span().map(s -> " " + s.line() + ":" + s.column()).orElse("")
        + " "
        + first.message();
  }

  private HardwarePlan planned(String override) throws InputException {
    Job job =
        files.jobs("designs: [designs/tiny.dfab]", "overrides:", "  - " + override).getFirst();
    return job.load().plan();
  }

  @Test
  void crossesDesignsOverridesAndSeeds() throws InputException {
    assertThat(
            names(
                "designs: ['designs/*.dfab']",
                "seeds: [1, 2]",
                "overrides: [none, { lanes: 32, cols: 8 }]",
                "exclude: [{ design: tiny, override: none }, { override: lanes*, seed: 2 }]"))
        .containsExactly("other#1", "other#2", "other+lanes=32-cols=8#1", "tiny+lanes=32-cols=8#1");
  }

  @Test
  void settingsOfADesignWin() throws InputException {
    List<Job> jobs =
        files.jobs(
            "designs:",
            "  - designs/other.dfab",
            "  - { file: designs/tiny.dfab, tokens: 3, check: logits, overrides: [none] }",
            "tokens: 9",
            "stages: [lint]",
            "timeouts: { lint: 90 s, simulate: 2 min }",
            "overrides: [{ vector: 2 }]");
    assertThat(jobs).extracting(Job::name).containsExactly("other+vector=2", "tiny");
    Settings tiny = jobs.get(1).settings();
    assertThat(tiny.tokens()).isEqualTo(3);
    assertThat(tiny.depth()).isEqualTo(Depth.LOGITS);
    assertThat(jobs.get(0).settings().tokens()).isEqualTo(9);
    assertThat(tiny.stages()).containsExactly(Stage.GENERATE, Stage.LINT);
    assertThat(tiny.limits())
        .containsEntry(Stage.LINT, Duration.ofSeconds(90))
        .containsEntry(Stage.SIMULATE, Duration.ofMinutes(2));
  }

  @Test
  void filesOfOneNameAreToldApartByTheirFolders() throws Exception {
    Files.createDirectories(folder.resolve("more"));
    Files.writeString(folder.resolve("more/tiny.dfab"), MatrixFiles.text("tiny"));
    assertThat(names("designs: [designs/tiny.dfab, more/tiny.dfab, designs/other.dfab]"))
        .containsExactly("designs/tiny", "more/tiny", "other");
  }

  @Test
  void overridesReplaceAndAdd() throws InputException {
    assertThat(planned("{ lanes: 32, rows: 8 }").design().datapath().lanes()).isEqualTo(32);
    assertThat(planned("{ clock: 50 MHz }").fabric().clockHz()).isEqualTo(50e6);
    assertThat(planned("{ context: 48 }").graph().shape().context()).isEqualTo(48);
    assertThat(planned("{ quantize lm_head: int(6) per group(16) scale f16 }").head().format())
        .hasToString(
            planned("{ 'quantize lm_head, embedding': int(6) per group(16) scale f16 }")
                .head()
                .format()
                .toString());
    assertThat(planned("{ sparsity mlp.*: 2 of 4 }").runs().getFirst().matrices().get("mlp.up"))
        .matches(m -> m.pattern().isSparse());
    assertThat(planned("{ memory bram: '{ on_chip capacity 3 MiB }' }").design().memories())
        .first()
        .matches(m -> m.capacityBytes() == 3L << 20);
    assertThat(planned("{ target: fpga xcu55c }").design().target().toString()).contains("xcu55c");
  }

  @Test
  void theTextOfADesignIsKeptButForWhatIsOverridden() throws InputException {
    Job job =
        files
            .jobs(
                "designs: [designs/tiny.dfab]",
                "overrides: [{ quantize lm_head: int(6) per group(16) scale f16 }]")
            .getFirst();
    assertThat(job.text().orElseThrow().text())
        .contains("quantize embedding as int(8) per group(16) scale f16   // two at once")
        .contains("quantize lm_head as int(6) per group(16) scale f16")
        .endsWith("}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ lanes: 30 }|DF943 3:10|lanes 30 is not rows 4 x cols 4",
        "{ rows: 8 }|DF943 3:1|lanes 16 is not rows 8 x cols 4 = 32 (DESIGN:13",
        "{ lane: 32 }|DF943 3:3|nothing called `lane`",
        "{ quantize: int(8) }|DF943 3:3|does not say what it is about",
        "{ quantize mlp.*: in(8) }|DF943 3:19|`in` is not expected",
        "{ lanes: 16 batch 1 }|DF943 3:3|holds more than",
        "{ sparsity mlp.*: '2 of 4 } design z {' }|DF943 3:3|holds more than",
        "{ place kv_cache: ddr }|DF943 3:19|ddr",
        "{ context: 0 }|DF943 3:12|context"
      })
  void anIllegalOverrideIsShownInTheMatrix(String override, String place, String words) {
    List<Diagnostic> found =
        refused("designs:", "  - designs/tiny.dfab", "overrides: [" + override + "]".strip());
    List<String> texts = new ArrayList<>();
    for (Diagnostic d : found) {
      assertThat(d.span().orElseThrow().source().name()).isEqualTo("matrix.yaml");
      texts.add(
          d.code()
              + " "
              + d.span().get().line()
              + ":"
              + (d.span().get().column() - 12)
              + " "
              + d.message());
    }
    String design = folder.resolve("designs/tiny.dfab").toString();
    assertThat(texts)
        .anySatisfy(t -> assertThat(t).startsWith(place).contains(words.replace("DESIGN", design)));
  }

  @Test
  void saysWhereTheMatrixIsWrong() {
    assertThat(only("designs: [designs/tiny.dfab, designs/none.dfab]"))
        .isEqualTo("DF942 1:30 there is no design `designs/none.dfab`");
    assertThat(only("designs: ['designs/z*.dfab']")).startsWith("DF942 1:11 no file is called");
    assertThat(only("designs: [designs/tiny.dfab]", "token: 3"))
        .isEqualTo("DF941 2:1 a matrix has no key `token`");
    assertThat(only("designs: [designs/tiny.dfab]", "tokens: many")).startsWith("DF941 2:9 ");
    assertThat(only("designs: [designs/tiny.dfab]", "tokens: 33"))
        .isEqualTo("DF943 2:9 33 tokens are more than the context of tiny");
    assertThat(only("designs: [designs/tiny.dfab]", "stages: [lnt]"))
        .isEqualTo("DF941 2:10 there is no `stages: lnt`");
    assertThat(only("designs: [designs/tiny.dfab]", "timeouts: { lint: soon }"))
        .startsWith("DF941 2:19 ");
    assertThat(only("designs: [designs/tiny.dfab]", "exclude: [{ design: tni }]"))
        .startsWith("DF941 2:11 this excludes nothing");
    assertThat(only("designs: [designs/tiny.dfab]", "exclude: [{ design: t* }]"))
        .startsWith("DF944 ");
    assertThat(only("designs: [designs/tiny.dfab]", "designs: []")).startsWith("DF940 2:1 ");
    assertThat(only("tokens: 3")).startsWith("DF941 1:1 a matrix names at least one design");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "word",
        "[a]",
        "designs: [",
        "designs: {a",
        "a: &x [1]\nb: *x",
        "\t- a",
        "designs: [a]\n---\ndesigns: [b]",
        "designs: 3",
        "designs: [[a]]",
        "designs: [{}]",
        "designs: [designs/tiny.dfab]\noverrides: [{}]",
        "designs: [designs/tiny.dfab]\noverrides: [{ lanes: [3] }]",
        "designs: [designs/tiny.dfab]\noverrides: [{ name: 'a b', lanes: 16 }]",
        "designs: [designs/tiny.dfab]\nseeds: [1, 1]",
        "designs: [\u0000]",
        "designs: [a\u0007]",
        "? [a]\n: b",
        "!!java.lang.Object {}",
        "designs: [[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]"
      })
  void refusesWhatIsNoMatrix(String text) {
    assertThat(refused(text)).allMatch(d -> d.code().matches("DF94[0-4]"));
  }

  @Test
  void aPlaceBehindCharactersOfTwoUnitsIsRight() {
    assertThat(only("designs: [designs/tiny.dfab] # \ud83d\ude00", "tokens: 0"))
        .startsWith("DF941 2:9 ");
  }

  @Test
  void aDesignThatIsWrongByItselfIsAJob() throws Exception {
    Files.writeString(folder.resolve("designs/bad.dfab"), "design bad { lanes }");
    assertThat(names("designs: ['designs/*.dfab']")).contains("bad", "tiny", "other");
  }

  @Test
  void shardsAreEqualPartsOfAll() throws InputException {
    List<Job> all = files.jobs("designs: ['designs/*.dfab']", "seeds: [1, 2, 3]", "tokens: 1");
    Set<String> seen = new HashSet<>();
    for (int i = 1; i <= 4; i++) {
      List<Job> part = new Shard(i, 4).of(all);
      assertThat(part).hasSizeBetween(1, 2);
      part.forEach(job -> assertThat(seen.add(job.name())).isTrue());
    }
    assertThat(seen).hasSize(6);
    assertThat(Shard.WHOLE.of(all)).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "*,abc,true",
    "a*c,abc,true",
    "a?c,abc,true",
    "a*b,abc,false",
    "*b*,abc,true",
    "?,ab,false",
    "a,a,true",
    "a**,a,true",
    "*a*a*a*b,aaaaaaaaaaaaaaaaaaaaaaaaaa,false"
  })
  void wildcardsAreOfTheWholeName(String pattern, String text, boolean fits) {
    assertThat(Wildcard.matches(pattern, text)).isEqualTo(fits);
  }
}
