package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import decodefab.diag.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFolderTest {
  @TempDir private Path folder;

  private static SortedMap<String, byte[]> files(String... names) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : names) {
      files.put(name, name.getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private Stream<String> entries() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void writesAllFilesAndSealsTheFolder() throws Exception {
    Path target = folder.resolve("deep/er/out");
    AtomicFolder.write(target, files("rtl/a.v", "files.f"));
    assertThat(target.resolve("rtl/a.v")).hasContent("rtl/a.v");
    assertThat(target.resolve("files.f")).hasContent("files.f");
    assertThat(AtomicFolder.isComplete(target)).isTrue();
    assertThat(AtomicFolder.isIntact(target)).isTrue();
  }

  @Test
  void replacesTheWholeFolder() throws Exception {
    Path target = folder.resolve("out");
    AtomicFolder.write(target, files("old.v", "both.v"));
    AtomicFolder.write(target, files("new.v", "both.v"));
    assertThat(target.resolve("old.v")).doesNotExist();
    assertThat(target.resolve("new.v")).exists();
    assertThat(entries()).containsExactly("out");
  }

  @Test
  void theSameFilesGiveTheSameBytes() throws Exception {
    AtomicFolder.write(folder.resolve("a"), files("x", "y/z"));
    AtomicFolder.write(folder.resolve("b"), files("y/z", "x"));
    assertThat(folder.resolve("a/" + FolderSeal.FILE))
        .hasSameBinaryContentAs(folder.resolve("b/" + FolderSeal.FILE));
  }

  @Test
  void aFailureHalfWayLeavesWhatWasThere() throws Exception {
    Path target = folder.resolve("out");
    AtomicFolder.write(target, files("old.v"));
    assertThatThrownBy(
            () ->
                AtomicFolder.write(
                    target,
                    half -> {
                      Files.writeString(half.resolve("new.v"), "half of it");
                      throw new IOException("broken pipe");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF705")
        .hasMessageContaining("broken pipe");
    assertThat(target.resolve("old.v")).exists();
    assertThat(AtomicFolder.isIntact(target)).isTrue();
    assertThat(entries()).containsExactly("out");
  }

  @Test
  void aFullDiskLeavesNothing() throws Exception {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a device that is always full").exists();
    Path target = folder.resolve("out");
    assertThatThrownBy(
            () -> AtomicFolder.write(target, half -> Files.writeString(full, "too much")))
        .isInstanceOf(InputException.class)
        .hasMessage("DF702: " + target + " cannot be written: No space left on device");
    assertThat(entries()).isEmpty();
  }

  @Test
  void noticesWhatWasChangedAfterwards() throws Exception {
    Path target = folder.resolve("out");
    AtomicFolder.write(target, files("a", "b"));
    Files.writeString(target.resolve("a"), "edited");
    assertThat(AtomicFolder.isComplete(target)).isTrue();
    assertThat(AtomicFolder.isIntact(target)).isFalse();
    AtomicFolder.write(target, files("a", "b"));
    Files.delete(target.resolve("b"));
    assertThat(AtomicFolder.isIntact(target)).isFalse();
    AtomicFolder.write(target, files("a", "b"));
    Files.writeString(target.resolve("c"), "added");
    assertThat(AtomicFolder.isIntact(target)).isFalse();
  }

  @Test
  void neverDeletesFilesOfSomebodyElse() throws Exception {
    Path target = Files.createDirectory(folder.resolve("home"));
    Files.writeString(target.resolve("thesis.tex"), "precious");
    assertThatThrownBy(() -> AtomicFolder.write(target, files("a")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF704");
    assertThat(target.resolve("thesis.tex")).hasContent("precious");
  }

  @Test
  void takesAnEmptyFolder() throws Exception {
    Path target = Files.createDirectory(folder.resolve("out"));
    AtomicFolder.write(target, files("a"));
    assertThat(target.resolve("a")).exists();
  }

  @Test
  void followsALinkToAFolder() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("out"), elsewhere);
    AtomicFolder.write(link, files("a"));
    assertThat(link).isSymbolicLink();
    assertThat(elsewhere.resolve("a")).exists();
  }

  @Test
  void refusesAPathThroughAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> AtomicFolder.write(file.resolve("x/out"), files("a")))
        .hasMessage(
            "DF703: " + file.resolve("x/out") + " cannot be written: " + file + " is not a folder");
    assertThatThrownBy(() -> AtomicFolder.write(file, files("a")))
        .hasMessage("DF703: " + file + " is there and is not a folder");
  }

  @Test
  void refusesAFolderItMayNotWrite() throws Exception {
    Path closed = Path.of("/sys/kernel"); // not even the superuser creates a folder here
    if (ToolInstaller.runsAsRoot()) {
      assumeThat(closed.resolve("mm")).as("the kernel's own folders are mounted").exists();
    } else {
      closed = Files.createDirectory(folder.resolve("closed"));
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    Path target = closed.resolve("out");
    assertThatThrownBy(() -> AtomicFolder.write(target, files("a")))
        .hasMessage("DF701: " + target + " cannot be written: permission denied");
  }

  @Test
  void refusesTheRootOfTheFileSystem() {
    assertThatThrownBy(() -> AtomicFolder.write(Path.of("/"), files("a")))
        .isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/etc/a", "a/../../b", "", ".", "a/.."})
  void refusesNamesThatLeadOut(String name) {
    assertThatThrownBy(() -> AtomicFolder.write(folder.resolve("out"), files(name)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(entries()).isEmpty();
  }
}
