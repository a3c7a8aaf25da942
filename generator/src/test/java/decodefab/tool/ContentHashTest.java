package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
  @TempDir private Path folder;

  @Test
  void doesNotDependOnTheOrder() {
    ContentHash empty = ContentHash.empty();
    assertThat(empty.with("a", "1").with("b", "2").hex())
        .isEqualTo(empty.with("b", "2").with("a", "1").hex())
        .hasSize(64);
  }

  @Test
  void namesAndContentsDoNotRunTogether() {
    ContentHash empty = ContentHash.empty();
    Set<String> hashes = new HashSet<>();
    hashes.add(empty.hex());
    hashes.add(empty.with("", "").hex());
    hashes.add(empty.with("ab", "c").hex());
    hashes.add(empty.with("a", "bc").hex());
    hashes.add(empty.with("a", "b").with("c", "").hex());
    hashes.add(empty.with("a", "b").with("c", "d").hex());
    assertThat(hashes).hasSize(6);
  }

  @Test
  void aFileCountsAsItsContent() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "abc");
    assertThat(ContentHash.empty().withFile("x", file).hex())
        .isEqualTo(ContentHash.empty().with("x", "abc").hex());
    assertThat(ContentHash.ofFile(file))
        .as("the example of FIPS 180-2")
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void refusesANameTwice() {
    ContentHash one = ContentHash.empty().with("a", "1");
    assertThatThrownBy(() -> one.with("a", "1")).isInstanceOf(IllegalArgumentException.class);
  }
}
