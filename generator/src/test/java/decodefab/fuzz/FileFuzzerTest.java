package decodefab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

/**
 * Damaged files of every kind, as many as fit a build; {@code decodefab fuzz --files N} reads more.
 */
class FileFuzzerTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Map<FileKind, Integer> REFUSED = new EnumMap<>(FileKind.class);

  private final FileSeeds seeds;

  FileFuzzerTest() throws IOException {
    seeds = new FileSeeds(Path.of(System.getProperty("decodefab.home")));
  }

  @BeforeContainer
  static void begin() {
    REFUSED.clear();
  }

  @Property(tries = 150)
  void damagedFilesAreReadOrRefused(@ForAll @LongRange(min = 0) long seed) throws Exception {
    FileFuzzer.Result result;
    try (WorkFolder folder = new WorkFolder()) {
      result = new FileFuzzer(seeds, folder.path(), LIMIT).run(seed);
    }
    assertThat(result.verdict())
        .as(result.file().toString())
        .isNotInstanceOf(FileVerdict.Failed.class);
    if (result.verdict() instanceof FileVerdict.Refused) {
      REFUSED.merge(result.file().kind(), 1, Integer::sum);
    }
  }

  @AfterContainer
  static void everyKindWasRefusedSometimes() {
    if (!REFUSED.isEmpty()) {
      assertThat(REFUSED).containsOnlyKeys(FileKind.values());
    }
  }

  @Test
  void soundFilesAreRead() throws Exception {
    try (WorkFolder sound = new WorkFolder()) {
      seeds.write(sound.path());
      for (FileKind kind : FileKind.values()) {
        assertThat(Files.readAllBytes(FileSeeds.place(sound.path(), kind)))
            .isEqualTo(seeds.of(kind).getFirst());
      }
    }
  }

  @Test
  void aSeedDamagesTheSameWayAgain() throws IOException {
    DamagedFile first = DamagedFile.draw(5, seeds);
    DamagedFile again = DamagedFile.draw(5, seeds);
    assertThat(again.bytes()).isEqualTo(first.bytes());
    assertThat(again).hasToString(first.toString());
  }
}
