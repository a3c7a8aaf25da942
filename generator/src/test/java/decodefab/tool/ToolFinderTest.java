package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolFinderTest {
  @TempDir private Path folder;

  @Test
  void takesTheFirstFolderThatHasIt() throws IOException {
    Path second = Scripts.write(folder.resolve("b"), "tool", "exit 0");
    Scripts.write(folder.resolve("c"), "tool", "exit 0");
    ToolFinder finder = new ToolFinder(folder + "/a:" + folder + "/b:" + folder + "/c");
    assertThat(finder.find("tool")).contains(second);
  }

  @Test
  void passesOverFoldersAndFilesThatCannotRun() throws IOException {
    Files.createDirectories(folder.resolve("a/tool"));
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/tool"), "no script");
    assertThat(new ToolFinder(folder + "/a:" + folder + "/b").find("tool")).isEmpty();
  }

  @Test
  void neverSearchesTheCurrentFolder() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path script = Scripts.write(folder, "tool", "exit 0");
    String relative = here.relativize(script.getParent()).toString();
    assertThat(Path.of(relative).resolve("tool")).exists();
    assertThat(new ToolFinder(relative + "::.").find("tool")).isEmpty();
  }

  @Test
  void anEmptyPathHasNothing() {
    assertThat(new ToolFinder("").find("bash")).isEmpty();
  }

  @Test
  void surviveNamesThatNoFolderCanHave() {
    assertThat(new ToolFinder("/a\0b:" + folder).find("tool")).isEmpty();
  }
}
