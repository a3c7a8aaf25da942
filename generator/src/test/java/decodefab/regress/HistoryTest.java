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

  private Map<String, List<PastResult>> read() throws Exception {
    try (History history = History.open(folder, notes::add)) {
      return history.read();
    }
  }

  /** Three results with all that a result can have: quotes, no area, a failure. */
  private Map<String, List<PastResult>> filled() throws Exception {
    add(1, passed("a, \"b\"", 1, 1.25), passed("é", 1L << 40, 3));
    Failure failure = new Failure(FailureKind.TIME, "x", "");
    add(2, job("é", JobResult.Origin.RUN, 0, 0, failure));
    return read();
  }

  @Test
  void aDamagedHistoryIsMovedAsideAndMadeAgain() throws Exception {
    Map<String, List<PastResult>> whole = filled();
    assertThat(whole).containsOnlyKeys("a, \"b\"", "é");
    Path file = Files.writeString(History.file(folder), "this is no database");
    assertThat(read()).isEqualTo(whole);
    assertThat(file.resolveSibling("history.duckdb.damaged-1")).hasContent("this is no database");
    assertThat(notes).singleElement().asString().contains("is damaged").endsWith("3 results");
    add(3, passed("new", 1, 1));
    Files.write(file, new byte[5000]);
    assertThat(read()).hasSize(3);
    assertThat(file.resolveSibling("history.duckdb.damaged-2")).exists();
  }

  @Test
  void aDamagedPageIsFoundWhereverItIs() throws Exception {
    Map<String, List<PastResult>> whole = filled();
    Path file = History.file(folder);
    byte[] good = Files.readAllBytes(file);
    int repaired = 0;
    for (int place = 1000; place < good.length; place += good.length / 23) {
      byte[] bad = good.clone();
      for (int i = place; i < Math.min(place + 64, bad.length); i++) {
        bad[i] ^= 0x55;
      }
      Files.write(file, bad);
      notes.clear();
      assertThat(read()).as("damaged at %d", place).isEqualTo(whole);
      repaired += notes.size();
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
    }
    assertThat(repaired).isPositive(); // the rest hit what no row is in
  }

  @Test
  void aHistoryThatWasDeletedIsMadeAgainAndWithoutItsCopyBegunAnew() throws Exception {
    Map<String, List<PastResult>> whole = filled();
    Files.delete(History.file(folder));
    assertThat(History.isIn(folder)).isTrue();
    assertThat(read()).isEqualTo(whole);
    assertThat(notes).singleElement().asString().contains("is not there").endsWith("3 results");
    Files.delete(folder.resolve("history.csv"));
    Files.writeString(History.file(folder), "this is no database");
    assertThat(read()).isEmpty();
    assertThat(notes).last().asString().contains("a new one is begun", "no history.csv");
  }

  @Test
  void ofADamagedCopyTheWholeLinesAreRead() throws Exception {
    filled();
    Path copy = folder.resolve("history.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(copy));
    lines.set(2, "2030-01-0");
    Files.write(copy, lines);
    Files.delete(History.file(folder));
    assertThat(read()).hasSize(2);
    assertThat(notes).singleElement().asString().contains("2 results, without 1 damaged line");
    assertThat(folder.resolve("history.csv.damaged-1")).exists();
    add(3, passed("new", 1, 1));
    assertThat(Files.readAllLines(copy)).hasSize(4);
    Files.write(copy, new byte[3000]);
    Files.delete(History.file(folder));
    notes.clear();
    assertThat(read()).isEmpty();
    assertThat(notes).singleElement().asString().contains("no table of results", "damaged-2");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> History.open(folder.resolve("none/none"), notes::add))
        .hasMessageContaining("DF946");
  }
}
