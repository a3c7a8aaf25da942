package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;

  @BeforeEach
  void prepare() throws IOException {
    world = new TestSurroundings(folder);
    TestDesigns.write(folder, "x.dfab", TestDesigns.TINY);
  }

  private static SortedMap<String, String> contents(Path root) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  contents.put(root.relativize(file).toString(), Files.readString(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return contents;
  }

  @Test
  void writesTheHardwareWithoutImagesOfWeights() throws IOException {
    assertThat(world.run("generate", "x.dfab")).as(world.err()).isEqualTo(ExitCode.FINE);
    assertThat(world.out())
        .startsWith("wrote rtl-out/tiny: ")
        .contains("no memory images", "tiny_top", "decodefab simulate x.dfab --tokens N");
    assertThat(contents(folder.resolve("rtl-out/tiny")))
        .containsKeys("rtl/tiny_top.v", "files.f", "manifest.json", "rom/program.hex", "tiny.core")
        .doesNotContainKeys("rom/weights.hex", "rom/aux.hex");
  }

  @Test
  void theSameWeightsGiveTheSameBytesAndOthersDoNot() throws IOException {
    assertThat(world.run("generate", "x.dfab", "--synthetic", "7", "-o", "a")).isZero();
    assertThat(world.out()).contains("--tokens N --synthetic 7");
    assertThat(world.run("generate", "x.dfab", "--synthetic", "7", "-o", "b")).isZero();
    assertThat(world.run("generate", "x.dfab", "--synthetic", "8", "-o", "c")).isZero();
    SortedMap<String, String> a = contents(folder.resolve("a"));
    assertThat(a).containsKeys("rom/weights.hex", "rom/scales.hex", "rom/aux.hex");
    assertThat(a).isEqualTo(contents(folder.resolve("b")));
    SortedMap<String, String> c = contents(folder.resolve("c"));
    assertThat(c.get("rom/weights.hex")).isNotEqualTo(a.get("rom/weights.hex"));
    assertThat(c.get("rtl/tiny_top.v")).isEqualTo(a.get("rtl/tiny_top.v"));
  }

  @Test
  void replacesWhatItWroteBefore() throws IOException {
    assertThat(world.run("generate", "x.dfab", "--synthetic", "1")).isZero();
    assertThat(world.run("generate", "x.dfab")).isZero();
    assertThat(contents(folder.resolve("rtl-out/tiny"))).doesNotContainKey("rom/weights.hex");
  }

  @Test
  void leavesAFolderOfSomebodyElseAlone() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/thesis.tex"), "years of work");
    assertThat(world.run("generate", "x.dfab", "-o", "mine")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF704]", "mine");
    assertThat(contents(folder.resolve("mine"))).containsOnlyKeys("thesis.tex");
  }

  @Test
  void saysWhyAFolderCannotBeWritten() throws IOException {
    assertThat(world.run("generate", "x.dfab", "-o", "x.dfab/out")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF703]", "x.dfab is not a folder");
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
    assumeTrue(!Files.isWritable(locked), "the user root may write everywhere");
    assertThat(world.run("generate", "x.dfab", "-o", "locked/out")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF701]", "permission denied");
  }

  @Test
  void aWrongDesignLeavesWhatIsThere() throws IOException {
    assertThat(world.run("generate", "x.dfab")).isZero();
    SortedMap<String, String> before = contents(folder.resolve("rtl-out/tiny"));
    TestDesigns.write(folder, "x.dfab", TestDesigns.TINY.replace("1 MiB", "1 KiB"));
    assertThat(world.run("generate", "x.dfab")).isEqualTo(ExitCode.INPUT);
    assertThat(contents(folder.resolve("rtl-out/tiny"))).isEqualTo(before);
    try (Stream<Path> left = Files.list(folder.resolve("rtl-out"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void makesNoWeightsUpForALargeModel() throws IOException {
    String large =
        TestDesigns.TINY
            .replace("layers 2 ", "layers 250 ")
            .replace("dim 32", "dim 64")
            .replace("hidden 48", "hidden 160")
            .replace("1 MiB", "64 MiB");
    TestDesigns.write(folder, "x.dfab", large);
    assertThat(world.run("generate", "x.dfab", "--synthetic", "1")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF903]", " parameters", "8000000");
    assertThat(folder.resolve("rtl-out")).doesNotExist();
  }

  @Test
  void aModelFolderNeedsItsWeights() throws IOException {
    TestDesigns.configOnly(folder.resolve("model"), "LlamaForCausalLM");
    TestDesigns.write(folder, "x.dfab", TestDesigns.withFolder("model"));
    assertThat(world.run("generate", "x.dfab")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF", "safetensors", "x.dfab:2:9");
  }

  @Test
  void saysThatTheTemplatesAreMissing() {
    Surroundings here = world.with(Map.of());
    Surroundings lost =
        new Surroundings(
            here.in(), here.out(), here.err(), false, false, Map.of(), Optional.empty(), folder);
    assertThat(new DecodefabProgram(lost).run("generate", "x.dfab")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF907]", "./decodefab");
  }

  @Test
  void warnsOfMatricesThatAreRoundedASecondTime() throws IOException {
    Path model =
        Path.of(System.getProperty("decodefab.home"), "generator/src/test/resources/imports")
            .resolve("llama.gguf");
    String text = TestDesigns.withFolder(model.toString());
    TestDesigns.write(folder, "x.dfab", text);
    assertThat(world.run("generate", "x.dfab", "-o", "out"))
        .as(world.err())
        .isEqualTo(ExitCode.FINE);
    assertThat(world.err()).contains("warning[DF816]", "rounded a second time");
  }
}
