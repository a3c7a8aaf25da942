package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;

  @BeforeEach
  void prepare() {
    world = new TestSurroundings(folder);
  }

  private int check(String text, String... options) throws IOException {
    TestDesigns.write(folder, "x.dfab", text);
    return world.run(
        Stream.concat(Stream.of("check", "x.dfab"), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void saysInOneLineWhatTheDesignIs() throws IOException {
    assertThat(check(TestDesigns.TINY)).isEqualTo(ExitCode.FINE);
    assertThat(world.out())
        .matches(
            "x.dfab: tiny is fine: 19.6 K parameters in 2 layers; 16 lanes at 200 MHz;"
                + " [0-9.]+ KiB of 1 MiB on chip\n");
    assertThat(world.err()).isEmpty();
  }

  @Test
  void saysWhatBlocksSave() throws IOException {
    String blocks = "sparsity mlp.* = block(4, 16) 1 of 3 datapath {";
    assertThat(check(TestDesigns.TINY.replace("datapath {", blocks))).isEqualTo(ExitCode.FINE);
    assertThat(world.out())
        .contains(
            "sparse mlp.gate, mlp.up: block(4, 16) 1 of 3, 2.50 bits a weight with its share of"
                + " scales; 1 of 2 blocks of each band, 480 of 864 bytes\n",
            "sparse mlp.down: block(4, 16) 1 of 3, 1.67 bits a weight with its share of scales;"
                + " 1 of 3 blocks of each band, 320 of 896 bytes\n");
  }

  @Test
  void namesHowCodesAreFoundAndWhatIsCalibratedInVain() throws IOException {
    TestDesigns.configOnly(folder.resolve("model"), "LlamaForCausalLM");
    String text = TestDesigns.withFolder("model");
    String calibrated = text.substring(0, text.lastIndexOf('}')) + "  calibrate \"a.txt\"\n}\n";
    assertThat(check(calibrated)).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("DF640", "a.txt does not exist");

    Files.writeString(folder.resolve("a.txt"), "a story");
    assertThat(check(calibrated)).isEqualTo(ExitCode.FINE);
    assertThat(world.err()).contains("warning[DF819]", "nothing is calibrated");

    String gptq = "  quantize mlp.down as int(4) by gptq\n  calibrate";
    assertThat(check(calibrated.replace("  calibrate", gptq))).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).contains("  quantized by gptq: mlp.down\n");
  }

  @Test
  void needsNoWeights() throws IOException {
    TestDesigns.configOnly(folder.resolve("model"), "LlamaForCausalLM");
    assertThat(check(TestDesigns.withFolder("model"))).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).startsWith("x.dfab: tiny is fine: ");
  }

  @Test
  void everyDesignThatShipsIsFine() throws IOException {
    Path designs = Path.of(System.getProperty("decodefab.home"), "designs");
    int checked = 0;
    try (Stream<Path> files = Files.list(designs)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dfab")).sorted().toList()) {
        int status = world.run("check", file.toString());
        // Models outside the repository, or not trained yet, may be absent.
        if (!world.err().contains("DF600")) {
          assertThat(status).as(file + "\n" + world.err()).isEqualTo(ExitCode.FINE);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "lanes 16, lanes 20, DF401, lanes 20 is not rows 4 x cols 4 = 16",
    "1 MiB, 16 KiB, DF807, on-chip memory holds 16384 bytes but",
    "context 32, context 99999999, DF304, context",
    "context 32, context 500000, DF806, 'are 125000 tiles of 4 rows, and the fabric counts 65535; 8 rows would do, or a context of 262140'",
    "vector 4, vector 16, DF802, vector 16 does not divide the head size 8; the largest legal value is 8",
    "tile matvec, tiel matvec, DF101, tiel",
    "datapath {, quantize kv_cache as int(3) per head dynamic datapath {, DF817, 4 rows of the tile are not whole bytes",
    "datapath {, 'sparsity mlp.up = block(6, 4) datapath {', DF814, 'mlp.up is stored block(6, 4) 1 of 2; the tile has 4 rows'",
    "datapath {, 'sparsity mlp.up = block(4, 6) datapath {', DF814, the tile has 4 columns",
    "datapath {, 'sparsity mlp.up = block(4, 12) datapath {', DF814, 'the matrix has 32 columns, which are no whole blocks'",
    "datapath {, 'sparsity mlp.down = block(8, 12) 1 of 3 datapath {', DF814, its group of 32 cuts blocks",
    "datapath {, 'quantize mlp.up as int(4) min f16 sparsity mlp.up = block(4, 16) datapath {', DF814, have minima",
    "datapath {, 'quantize activations as int(8) per group(24) dynamic sparsity mlp.up = block(4, 16) datapath {', DF814, the activation group of 24",
    "datapath {, 'quantize mlp.up as int(4) per group(6) sparsity activations = skip zeros datapath {', DF821, the group of 6 of mlp.up is no multiple of the tile",
    "'vector 4 x fp32  batch 1 }', 'vector 2 x fp32  batch 1 } quantize activations as int(8) per group(6) dynamic sparsity activations = skip zeros', DF821, the activation group of 6",
    "datapath {, 'sparsity mlp.up = block(4, 16) sparsity activations = skip zeros datapath {', DF821, mlp.up is block-sparse",
    "datapath {, 'quantize mlp.up as int(4) per group(8) scale int(8) under group(16) scale f16 sparsity activations = skip zeros datapath {', DF821, mlp.up has super-groups",
    "datapath {, 'memory h { ddr4 capacity 1 GiB channels 1 x 64 bit at 200 MHz latency 200 ns } place mlp.up in h sparsity activations = skip zeros datapath {', DF821, layers.0.mlp.up lies in h",
    "fpga xcu50, fpga xcu51, DF809, no device `xcu51` is known; the nearest is `xcu50`",
  })
  void refusesAMistake(String right, String wrong, String code, String said) throws IOException {
    assertThat(check(TestDesigns.TINY.replace(right, wrong))).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[" + code + "]", said, "--> ", "x.dfab:", "^", "help: ");
    assertThat(world.err()).doesNotContain("\tat ");
    assertThat(world.out()).isEmpty();
  }

  /** What is counted while a piece is looked at has an end. */
  @Test
  void refusesAPieceThatIsTooLongToSkip() throws IOException {
    String skipping =
        TestDesigns.TINY
            .replace("hidden 48", "hidden 16384")
            .replace("1 MiB", "64 MiB")
            .replace(
                "datapath {",
                "quantize mlp.down as int(4) per row quantize activations as int(3) per token dynamic"
                    + " sparsity activations = skip zeros datapath {");
    assertThat(check(skipping)).isEqualTo(ExitCode.INPUT);
    assertThat(world.err())
        .contains(
            "error[DF821]: zeros of activations are not skipped: a piece of mlp.down has 4096 times"
                + " the tile's 4 columns, and at most 4095 are looked at: groups of at most 16380");
    assertThat(check(skipping.replace("16384", "16380"))).as(world.err()).isZero();
  }

  @Test
  void warnsOfWordsThatAreMostlyEmpty() throws IOException {
    String wide =
        TestDesigns.TINY
            .replace("lanes 16", "lanes 64")
            .replace("rows 4  cols 4", "rows 4  cols 16")
            .replace(
                "datapath {", "quantize activations as int(8) per group(8) dynamic datapath {");
    assertThat(check(wide)).isEqualTo(ExitCode.FINE);
    assertThat(world.err())
        .contains(
            "warning[DF822]",
            "attention.q, attention.k",
            "2.0 times the weight memory of the codes: groups end inside tile words of 16 columns, so"
                + " that a row has 4 words instead of 2",
            "cols 16");
    assertThat(check(wide.replace("per group(8)", "per group(16)"))).isEqualTo(ExitCode.FINE);
    assertThat(world.err()).isEmpty();
  }

  @Test
  void pointsAtTheRuleThatDoesNotFit() throws IOException {
    String rule = "quantize activations as int(8) per group(6) dynamic";
    assertThat(check(TestDesigns.TINY.replace("datapath {", "\n" + rule + "\ndatapath {")))
        .isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF80", "| " + rule, "^^^");
  }

  @Test
  void saysByHowMuchAMemoryIsTooSmall() throws IOException {
    assertThat(check(TestDesigns.TINY.replace("1 MiB", "16 KiB"))).isEqualTo(ExitCode.INPUT);
    Matcher said =
        Pattern.compile("holds 16384 bytes but ([0-9]+) are placed in it: ([0-9]+) too many")
            .matcher(world.err());
    assertThat(said.find()).isTrue();
    long needed = Long.parseLong(said.group(1));
    assertThat(Long.parseLong(said.group(2))).isEqualTo(needed - 16384).isPositive();
    assertThat(check(TestDesigns.TINY.replace("1 MiB", Math.ceilDiv(needed, 1024) + " KiB")))
        .isZero();
  }

  static List<String> noDesigns() {
    return List.of("", " \n// nothing\n");
  }

  @ParameterizedTest
  @MethodSource("noDesigns")
  void refusesAnEmptyFile(String text) throws IOException {
    assertThat(check(text)).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF109]", "x.dfab", "the smallest design is");
  }

  @Test
  void refusesAMissingFileOrFolder() {
    assertThat(world.run("check", "none.dfab")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF110]: there is no file").contains("none.dfab");
    assertThat(world.run("check", ".")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("is not a file");
  }

  @Test
  void saysWhereAModelIsNamedThatIsWrong() throws IOException {
    String design = TestDesigns.withFolder("model");
    assertThat(check(design)).isEqualTo(ExitCode.INPUT);
    assertThat(world.err())
        .contains("error[DF600]: there is no model folder", "x.dfab:2:9", "^^^^^^^");
    TestDesigns.configOnly(folder.resolve("model"), "GPT2LMHeadModel");
    assertThat(check(design)).isEqualTo(ExitCode.INPUT);
    assertThat(world.err())
        .contains("error[DF604]: config.json: architecture \"GPT2LMHeadModel\" is not supported")
        .contains("x.dfab:2:9", "supported: LlamaForCausalLM");
  }

  @Test
  void refusesALayerThatTheFolderDoesNotHave() throws IOException {
    TestDesigns.configOnly(folder.resolve("model"), "LlamaForCausalLM");
    String design =
        TestDesigns.withFolder("model")
            .replace(
                "memory bram",
                "quantize layers.2.mlp.down as int(8) per group(32) scale f16\n  memory bram");
    assertThat(check(design)).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF213]", "the model has 2 layers, 0 to 1");
  }

  @Test
  void tellsMachinesTheSame() throws IOException {
    assertThat(check(TestDesigns.TINY, "--json")).isEqualTo(ExitCode.FINE);
    JsonNode fine = new ObjectMapper().readTree(world.out());
    assertThat(fine.path("schema").asText()).isEqualTo("decodefab.check");
    assertThat(fine.path("version").asInt()).isEqualTo(1);
    assertThat(fine.path("design").asText()).isEqualTo("tiny");
    assertThat(fine.path("fine").asBoolean()).isTrue();
    assertThat(fine.path("diagnostics")).isEmpty();

    String wrong = TestDesigns.TINY.replace("lanes 16", "lanes 20");
    assertThat(check(wrong, "--json")).isEqualTo(ExitCode.INPUT);
    JsonNode json = new ObjectMapper().readTree(world.out());
    assertThat(json.path("fine").asBoolean(true)).isFalse();
    assertThat(json.path("design").isNull()).isTrue();
    assertThat(json.at("/diagnostics/0/code").asText()).isEqualTo("DF401");
    assertThat(json.at("/diagnostics/0/line").asInt()).isEqualTo(11);
    assertThat(world.err()).isEmpty();
  }

  @Test
  void colorsErrorsWhenAskedTo() throws IOException {
    assertThat(check("", "--color", "always")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("\u001b[");
    assertThat(check("")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).doesNotContain("\u001b[");
  }
}
