package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildCacheTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir private Path folder;

  private final AtomicInteger builds = new AtomicInteger();

  private Path get() throws Exception {
    return new BuildCache(folder.resolve("cache")).get("verilated", HASH, this::build);
  }

  private void build(Path entry) throws IOException {
    Files.writeString(entry.resolve("binary"), "build " + builds.incrementAndGet());
  }

  @Test
  void buildsOnce() throws Exception {
    Path entry = get();
    assertThat(get()).isEqualTo(entry);
    assertThat(entry.resolve("binary")).hasContent("build 1");
  }

  @Test
  void saysHowToNameAnotherFolderWhereTheDiskIsFull() {
    BuildCache cache = new BuildCache(folder.resolve("cache"));
    assertThatThrownBy(
            () ->
                cache.get(
                    "verilated",
                    HASH,
                    entry -> {
                      throw new IOException("No space left on device");
                    }))
        .asInstanceOf(type(InputException.class))
        .extracting(e -> e.diagnostics().getFirst())
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo("DF702");
              assertThat(d.message()).startsWith(folder.resolve("cache") + " cannot be written");
              assertThat(d.help().orElseThrow()).contains("DECODEFAB_CACHE");
            });
    assertThat(folder.resolve("cache/verilated").resolve(HASH)).doesNotExist();
  }

  @Test
  void ofManyAtOnceOneBuilds() throws Exception {
    List<Future<Path>> waiting = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        waiting.add(
            threads.submit(
                () ->
                    new BuildCache(folder.resolve("cache"))
                        .get(
                            "verilated",
                            HASH,
                            entry -> {
                              Thread.sleep(100);
                              build(entry);
                            })));
      }
    }
    for (Future<Path> entry : waiting) {
      assertThat(entry.get().resolve("binary")).hasContent("build 1");
    }
    assertThat(builds).hasValue(1);
  }

  @Test
  void rebuildsWhatWasDamaged() throws Exception {
    List<String> notes = new ArrayList<>();
    BuildCache cache = new BuildCache(folder.resolve("cache")).saying(notes::add);
    Path entry = cache.get("verilated", HASH, this::build);
    assertThat(notes).isEmpty();
    Files.writeString(entry.resolve("binary"), "truncat");
    assertThat(cache.get("verilated", HASH, this::build).resolve("binary")).hasContent("build 2");
    assertThat(notes).containsExactly("the cache entry " + entry + " is damaged; it is built anew");
  }

  @Test
  void rebuildsWhatWasNeverFinishedAndClearsIt() throws Exception {
    Path kind = folder.resolve("cache/verilated");
    Path half = Files.createDirectories(kind.resolve(HASH));
    Files.writeString(half.resolve("binary"), "half");
    Files.createDirectories(kind.resolve("." + HASH + ".new-123/folder"));
    assertThat(get().resolve("binary")).hasContent("build 1");
    try (Stream<Path> all = Files.list(kind)) {
      assertThat(all).containsExactlyInAnyOrder(half, kind.resolve(HASH + ".lock"));
    }
  }

  @Test
  void aFailedBuildLeavesNoEntry() throws Exception {
    BuildCache cache = new BuildCache(folder.resolve("cache"));
    ToolException failure = ToolException.failed(List.of("g++"), 1, List.of());
    assertThatThrownBy(
            () ->
                cache.get(
                    "verilated",
                    HASH,
                    entry -> {
                      build(entry);
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(get().resolve("binary")).hasContent("build 2");
  }

  @Test
  void refusesAHashThatIsAPath() {
    BuildCache cache = new BuildCache(folder);
    assertThatThrownBy(() -> cache.get("verilated", "../../../../etc/passwd", this::build))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    BuildCache cache = new BuildCache(file.resolve("cache"));
    assertThatThrownBy(() -> cache.get("verilated", HASH, this::build))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF703");
  }

  @Test
  void followsTheEnvironment() {
    Path home = Path.of("/home/ada");
    assertThat(BuildCache.ofUser(Map.of(), home).root())
        .isEqualTo(Path.of("/home/ada/.cache/decodefab"));
    assertThat(BuildCache.ofUser(Map.of("XDG_CACHE_HOME", "/var/c"), home).root())
        .isEqualTo(Path.of("/var/c/decodefab"));
    assertThat(BuildCache.ofUser(Map.of("XDG_CACHE_HOME", "relative"), home).root())
        .isEqualTo(Path.of("/home/ada/.cache/decodefab"));
    assertThat(
            BuildCache.ofUser(Map.of("DECODEFAB_CACHE", "/d", "XDG_CACHE_HOME", "/var/c"), home)
                .root())
        .isEqualTo(Path.of("/d"));
  }
}
