package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void replacesAFile() throws Exception {
    Path file = folder.resolve("a/report.json");
    AtomicFile.write(file, new byte[] {'o', 'l', 'd'});
    AtomicFile.write(file, new byte[] {'n', 'e', 'w'});
    assertThat(file).hasContent("new");
  }

  @Test
  void aFailureHalfWayLeavesTheOldFileAndNoOther() throws Exception {
    Path file = folder.resolve("trace.fst");
    AtomicFile.write(file, new byte[] {'o', 'l', 'd'});
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    stream -> {
                      stream.write('n');
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF702");
    assertThat(file).hasContent("old");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> AtomicFile.write(folder, new byte[0]))
        .hasMessage("DF703: " + folder + " is a folder, not a file");
  }
}
