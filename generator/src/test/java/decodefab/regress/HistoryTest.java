package decodefab.regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.matrix.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private static JobResult job(
      String name, JobResult.Origin origin, long cycles, double lut, Failure failure) {
    return new JobResult(
        name,
        name,
        "ab",
        origin,
        List.of(new StageResult(Stage.SIMULATE, true, 7, Optional.ofNullable(failure))),
        failure == null ? new Figures(4, cycles, 9, Map.of("lut", lut)) : Figures.NONE,
        List.of());
  }

  private static JobResult passed(String name, long cycles, double lut) {
    return job(name, JobResult.Origin.RUN, cycles, lut, null);
  }

  private void add(int day, JobResult... results) throws Exception {
    try (History history = History.open(folder, notes::add)) {
      history.add(Instant.parse("2030-01-0" + day + "T12:00:00Z"), "program", List.of(results));
    }
  }

  private List<Trend> trends() throws Exception {
    try (History history = History.open(folder, notes::add)) {
      return Trend.of(history.read());
    }
  }

  @Test
  void flagsWhatHasChangedSinceTheLastPass() throws Exception {
    Failure failure = new Failure(FailureKind.MISMATCH, "x", "");
    add(1, passed("same", 400, 10), passed("slower", 400, 10), passed("broken", 400, 10));
    add(
        2,
        passed("same", 400, 10),
        job("slower", JobResult.Origin.RUN, 0, 0, failure),
        job("broken", JobResult.Origin.CACHE, 400, 10, null));
    add(
        3,
        passed("slower", 440, 12),
        job("broken", JobResult.Origin.RUN, 0, 0, failure),
        passed("new", 1, 1));
    List<Trend> trends = trends();
    assertThat(trends).extracting(Trend::job).containsExactly("broken", "slower", "new", "same");
    assertThat(trends.get(0).changes()).containsExactly("passed before");
    assertThat(trends.get(0).results()).hasSize(2); // what came from the cache is not kept
    assertThat(trends.get(1).changes())
        .containsExactly("cycles/token 100 -> 110 (+10.0 %)", "lut 10 -> 12 (+20.0 %)");
    assertThat(trends.get(1).last().finished()).isEqualTo(Instant.parse("2030-01-03T12:00:00Z"));
    assertThat(trends.get(1).results().get(1).failure()).isEqualTo("mismatch");
    assertThat(trends.get(3).changes()).isEmpty();
    assertThat(notes).isEmpty();
  }

  @Test
  void aRunTimeHalfAsLongAgainIsAChange() {
    PastResult quick = new PastResult(Instant.EPOCH, true, "", Figures.NONE, 10);
    PastResult slow = new PastResult(Instant.EPOCH, true, "", Figures.NONE, 16);
    assertThat(new Trend("a", List.of(quick, slow)).changes())
        .containsExactly("run time 10 s -> 16 s");
    assertThat(new Trend("a", List.of(slow, quick)).changes()).isEmpty();
  }

  @Test
  void aDamagedHistoryIsMovedAsideAndANewOneBegun() throws Exception {
    Path file = Files.writeString(History.file(folder), "this is no database");
    add(1, passed("a", 1, 1));
    assertThat(notes).singleElement().asString().contains("the history is damaged");
    assertThat(file.resolveSibling("history.duckdb.damaged-1")).hasContent("this is no database");
    assertThat(trends()).hasSize(1);
    Files.write(file, new byte[5000]);
    assertThat(trends()).isEmpty();
    assertThat(file.resolveSibling("history.duckdb.damaged-2")).exists();
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> History.open(folder.resolve("none/none"), notes::add))
        .hasMessageContaining("DF946");
  }
}
