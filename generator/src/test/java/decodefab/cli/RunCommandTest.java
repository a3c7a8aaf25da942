package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole command on hardware that computes what golden computes. */
class RunCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;
  private GoldenFabric.Starter starter;

  @BeforeEach
  void prepare() throws Exception {
    world = new TestSurroundings(folder);
    starter = new GoldenFabric.Starter();
    TestModels.write(folder.resolve("model"));
    TestDesigns.write(folder, "x.dfab", TestDesigns.withFolder("model"));
    TestDesigns.write(folder, "inline.dfab", TestDesigns.TINY);
  }

  private int run(String... arguments) {
    return world.run(starter, arguments);
  }

  private int prompt(String text, String... more) {
    List<String> line = new ArrayList<>(List.of("run", "x.dfab", "--prompt", text));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(world.out());
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void printsTheTextAndThenTheFigures() {
    assertThat(prompt("hello", "--tokens", "6")).as(world.err()).isEqualTo(ExitCode.FINE);
    String text = world.out().lines().findFirst().orElseThrow();
    assertThat(text).startsWith("hello").hasSizeBetween(6, 11);
    assertThat(world.out())
        .contains("golden      bit-exact: ", "float model same token at ", "cycles per token")
        .contains("measured", "estimated", "error", "power by part", "tokens/s at 200 MHz")
        .contains("simulation  built in 1.5 s");
    assertThat(world.err()).isEmpty();
    assertThat(starter.folder()).isEqualTo(folder.resolve("rtl-out/tiny"));
    assertThat(starter.last().finished()).isTrue();
    assertThat(starter.last().closed()).isTrue();
  }

  @Test
  void quietPrintsTheTextAlone() {
    assertThat(prompt("hello", "--tokens", "6", "-q", "-o", "there")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).hasLineCount(1).startsWith("hello");
    assertThat(starter.folder()).isEqualTo(folder.resolve("there"));
  }

  @Test
  void theDocumentHasExactlyTheseKeys() throws Exception {
    assertThat(prompt("hello", "--tokens", "6", "--json")).isEqualTo(ExitCode.FINE);
    JsonNode json = json();
    assertThat(keys(json))
        .containsExactly(
            "schema",
            "version",
            "design",
            "text",
            "tokens",
            "golden",
            "measured",
            "estimated",
            "simulation");
    assertThat(keys(json.get("golden")))
        .containsExactly("match", "values_compared", "token_agreement", "kl_divergence");
    List<String> figures =
        List.of(
            "cycles_per_token",
            "tokens_per_second",
            "power_w",
            "tokens_per_joule",
            "tiers",
            "engines");
    assertThat(keys(json.get("measured"))).containsExactlyElementsOf(figures);
    assertThat(keys(json.get("estimated"))).containsExactlyElementsOf(with(figures, "area"));
    assertThat(keys(json.at("/measured/engines/0"))).containsExactly("name", "busy", "stalled");
    assertThat(keys(json.at("/estimated/engines/0"))).containsExactly("name", "busy", "stalled");
    assertThat(keys(json.at("/estimated/area")))
        .containsExactly("lut", "ff", "dsp", "bram36", "uram");
    assertThat(keys(json.get("simulation")))
        .containsExactly("build_seconds", "run_seconds", "cycles_per_second", "tokens_per_second");
  }

  private static List<String> with(List<String> some, String one) {
    List<String> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  @Test
  void theDocumentSaysWhatTheCountersSay() throws Exception {
    assertThat(prompt("hello", "--tokens", "6", "--json")).isEqualTo(ExitCode.FINE);
    JsonNode json = json();
    assertThat(json.get("schema").asText()).isEqualTo("decodefab.run");
    assertThat(json.get("design").asText()).isEqualTo("tiny");
    assertThat(json.get("text").asText()).startsWith("hello");
    int tokens = json.get("tokens").asInt();
    assertThat(tokens).isBetween(1, 6);
    // The begin token and five letters; the last chosen token is not computed.
    int steps = 6 + tokens - 1;
    assertThat(json.at("/golden/match").asBoolean()).isTrue();
    assertThat(json.at("/golden/values_compared").asInt()).isEqualTo(64 * steps);
    assertThat(json.at("/golden/token_agreement").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.at("/golden/kl_divergence").asDouble()).isPositive();
    double cycles = 1000 + (steps - 1) / 2.0;
    assertThat(json.at("/measured/cycles_per_token").asDouble()).isEqualTo(cycles);
    assertThat(json.at("/measured/tokens_per_second").asDouble()).isEqualTo(200e6 / cycles);
    assertThat(json.at("/measured/engines/0/busy").asDouble()).isEqualTo(500);
    assertThat(json.at("/measured/engines/1/stalled").asDouble()).isEqualTo(10);
    assertThat(json.at("/measured/power_w").asDouble()).isPositive();
    assertThat(json.at("/measured/tiers")).hasSize(1);
    for (String side : List.of("measured", "estimated")) {
      JsonNode bram = json.at("/" + side + "/tiers/0");
      assertThat(bram.get("name").asText()).as(side).isEqualTo("bram");
      assertThat(bram.get("bytes_read_per_token").asDouble()).as(side).isPositive();
      assertThat(bram.get("bytes_written_per_token").asDouble()).as(side).isPositive();
      assertThat(bram.get("bandwidth_utilization").asDouble()).as(side).isBetween(0.01, 1.0);
    }
    assertThat(json.at("/simulation/build_seconds").asDouble()).isEqualTo(1.5);
  }

  @Test
  void bytesOfATierAreBeatsTimesItsPort() throws Exception {
    String design =
        TestDesigns.withFolder("model")
            .replace(
                "datapath",
                """
                memory ddr { ddr4 capacity 1 GiB channels 1 x 64 bit at 200 MHz latency 50 ns }
                  place weights, lm_head, kv_cache in ddr
                  place norms, activations in bram
                  datapath\
                """);
    TestDesigns.write(folder, "x.dfab", design);
    assertThat(prompt("hello", "--json")).as(world.err()).isEqualTo(ExitCode.FINE);
    JsonNode tier = json().at("/measured/tiers/0");
    assertThat(keys(tier))
        .containsExactly(
            "name", "bytes_read_per_token", "bytes_written_per_token", "bandwidth_utilization");
    assertThat(tier.get("name").asText()).isEqualTo("ddr");
    assertThat(tier.get("bytes_read_per_token").asDouble()).isEqualTo(11 * 8);
    assertThat(keys(json().at("/estimated/tiers/0"))).isEqualTo(keys(tier));
    assertThat(json().at("/measured/tiers/1/name").asText()).isEqualTo("bram");
    assertThat(json().at("/estimated/tiers/1/name").asText()).isEqualTo("bram");
  }

  @Test
  void withoutComparisonNothingIsClaimed() throws Exception {
    assertThat(prompt("hello", "--check", "none", "--json")).isEqualTo(ExitCode.FINE);
    assertThat(json().at("/golden/match").isNull()).isTrue();
    assertThat(json().at("/golden/token_agreement").isNull()).isTrue();
    assertThat(prompt("hello", "--check", "none")).isEqualTo(ExitCode.FINE);
    assertThat(world.out()).contains("golden      not compared");
  }

  @Test
  void sayWhereHardwareAndGoldenDiffer() throws Exception {
    starter.differAt(7);
    assertThat(prompt("it's", "--tokens", "9")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("DF623");
    int status = prompt("its so", "--tokens", "9", "--json");
    assertThat(status).isEqualTo(ExitCode.MISMATCH);
    assertThat(json().at("/golden/match").asBoolean(true)).isFalse();
    assertThat(world.err())
        .contains("hardware and golden model disagree", "at position 7", "logits[5]")
        .contains("1.0 (0x3f800000) in the RTL but 0.0 (0x00000000) in golden")
        .contains("x.dfab --prompt 'its so' --tokens 9 --check deep --trace mismatch.fst")
        .contains("--trace-tokens 7..7");
    starter.differAt(0);
    assertThat(prompt("its so")).isEqualTo(ExitCode.MISMATCH);
    assertThat(world.out()).contains("DIFFERENT after 0 equal values");
    assertThat(starter.last().closed()).isTrue();
  }

  @Test
  void samplingIsDeterministicBySeed() {
    String[] hot = {"--temperature", "2", "--top-p", "0.9", "-q", "--tokens", "20", "--seed"};
    List<String> texts = new ArrayList<>();
    for (String seed : List.of("5", "5", "6")) {
      List<String> options = new ArrayList<>(List.of(hot));
      options.add(seed);
      assertThat(prompt("hello", options.toArray(String[]::new))).isEqualTo(ExitCode.FINE);
      texts.add(world.out());
    }
    assertThat(texts.get(1)).isEqualTo(texts.get(0));
    assertThat(texts.get(2)).isNotEqualTo(texts.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "--tokens 0, --tokens is at least 1",
    "--tokens -3, --tokens is at least 1",
    "--tokens many, 'many'",
    "--temperature -1, --temperature is a number from 0",
    "--temperature NaN, --temperature is a number from 0",
    "--temperature 1 --top-p 0, --top-p is a number above 0",
    "--temperature 1 --top-p 1.5, --top-p is a number above 0",
    "--top-p 0.5, --top-p and --seed need --temperature",
    "--seed 1, --top-p and --seed need --temperature",
    "--check some, 'expected one of [logits, deep, none]'",
    "--trace a.fst, --trace needs --trace-tokens",
    "--trace-tokens 1..2, '--trace-tokens needs --trace, --timeline or --activity'",
    "--activity a.saif, --activity needs --trace-tokens",
    "--activity a --trace b --trace-tokens 1..2, are of different simulations",
    "--trace a.fst --trace-tokens 4..3, ends before it begins",
    "--trace a.fst --trace-tokens x, is no range of positions",
  })
  void aWrongOptionIsAUsageError(String options, String said) {
    assertThat(prompt("hello", options.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains(said, "See decodefab run --help");
    assertThat(world.out()).isEmpty();
    assertThat(starter.started()).isFalse();
  }

  @Test
  void aPromptIsNeeded() {
    assertThat(run("run", "x.dfab")).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("--prompt=TEXT");
  }

  @ParameterizedTest
  @CsvSource({
    "hello, --tokens 27, DF902, at most --tokens 26",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, --tokens 1, DF901, 41 tokens",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, --tokens 1, DF902, shorten the prompt",
    "höllo, --tokens 1, DF623, ö",
    "hello, --tokens 2 --trace a --trace-tokens 6..7, DF905, positions 0 to 6",
  })
  void refusesWhatDoesNotFit(String text, String options, String code, String said) {
    assertThat(prompt(text, options.split(" ", -1))).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[" + code + "]", said, "help: ");
    assertThat(world.out()).isEmpty();
    assertThat(starter.started()).isFalse();
  }

  @Test
  void refusesWeightsTooLargeForTheirScale() throws Exception {
    Path file = folder.resolve("model/model.safetensors");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int data = Math.toIntExact(8 + bytes.getLong(0));
    Files.write(file, bytes.putFloat(data, 1e9f).array());
    assertThat(prompt("hello", "--tokens", "2")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err())
        .contains(
            "error[DF618]",
            "tensor embedding",
            "1.000e+09",
            "help: quantize embedding with `scale bf16` or `scale f32`");
    assertThat(starter.started()).isFalse();
  }

  @Test
  void fillsTheContextToItsEnd() throws Exception {
    assertThat(prompt("hello", "--tokens", "26")).isEqualTo(ExitCode.FINE);
    assertThat(prompt("hello", "--json")).isEqualTo(ExitCode.FINE);
    assertThat(json().get("tokens").asInt()).isBetween(1, 26);
  }

  @Test
  void anEmptyPromptIsTheBeginToken() {
    assertThat(prompt("", "--tokens", "3", "-q")).isEqualTo(ExitCode.FINE);
  }

  @Test
  void anInlineModelHasNoText() {
    assertThat(run("run", "inline.dfab", "--prompt", "x")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF904]", "inline.dfab:2:3", "decodefab simulate");
  }

  @Test
  void withoutASimulatorItSaysWhatToInstall() {
    Surroundings poor = world.with(Map.of("PATH", ""));
    assertThat(new DecodefabProgram(poor).run("run", "x.dfab", "--prompt", "hello"))
        .isEqualTo(ExitCode.TOOL);
    assertThat(world.err()).contains("verilator").contains("install");
    assertThat(Files.exists(folder.resolve("rtl-out"))).isFalse();
  }
}
