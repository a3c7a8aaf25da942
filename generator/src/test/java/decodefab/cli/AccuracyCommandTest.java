package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class AccuracyCommandTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("decodefab.home"), "generator", "JSON.md");

  private static final String RUINOUS = "quantize weights, lm_head as ternary per row scale f16\n";

  @TempDir private Path folder;

  private TestSurroundings world;

  @BeforeEach
  void prepare() throws Exception {
    world = new TestSurroundings(folder);
    TestModels.write(folder.resolve("model"));
    write("x.dfab", "");
  }

  private void write(String name, String rules) throws Exception {
    String design = TestDesigns.withFolder("model");
    TestDesigns.write(folder, name, design.replaceFirst("memory", rules + "  memory"));
  }

  private JsonNode json(String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "accuracy";
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[more.length + 1] = "--json";
    arguments[more.length + 2] = "-q";
    assertThat(world.run(arguments)).as(world.err()).isEqualTo(ExitCode.FINE);
    return new ObjectMapper().readTree(world.out());
  }

  @Test
  void printsTheComparisonAndTheRanking() {
    assertThat(world.run("accuracy", "x.dfab", "--tokens", "64")).as(world.err()).isZero();
    assertThat(world.out())
        .startsWith("accuracy of tiny: golden")
        .contains("64 positions in", "same token", "KL divergence", "perplexity")
        .contains("attention.q ", "mlp.down ", "lm_head ", "kv_cache ", "activations ");
    assertThat(world.err()).isEmpty();
  }

  @Test
  void theDocumentHasEveryKeyThatIsPrinted() throws Exception {
    write("ruined.dfab", RUINOUS);
    Set<String> printed = new TreeSet<>();
    paths("", json("x.dfab", "--tokens", "32"), printed);
    JsonNode ruined = json("ruined.dfab", "--tokens", "64");
    assertThat(ruined.get("ruined").asBoolean()).isTrue();
    assertThat(ruined.get("remedy").isObject()).as("a remedy was found").isTrue();
    paths("", ruined, printed);
    printed.remove("remedy");

    String section =
        Files.readString(DOCUMENT).replaceAll("(?s).*\n## `decodefab.accuracy` 1\n|\n## .*", "");
    Set<String> documented = new TreeSet<>(Set.of("schema", "version"));
    Matcher row = Pattern.compile("(?m)^\\| `([^|]*)` \\|").matcher(section);
    while (row.find()) {
      assertThat(documented.add(row.group(1))).as(row.group(1)).isTrue();
    }
    assertThat(documented).isEqualTo(printed);
  }

  /** Leaves of a document; an object of value, low and high is one. */
  private static void paths(String at, JsonNode node, Set<String> found) {
    if (node.isObject() && !node.has("low")) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        paths(at.isEmpty() ? field.getKey() : at + "." + field.getKey(), field.getValue(), found);
      }
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      node.forEach(item -> paths(at + "[]", item, found));
    } else {
      found.add(at);
    }
  }

  @Test
  void judgesOnATextAndIsTheSameEachTime() throws Exception {
    Files.writeString(folder.resolve("text.txt"), "the cat sat on the mat. ".repeat(9));
    String[] arguments = {"x.dfab", "--text", "text.txt", "--tokens", "70"};
    JsonNode first = json(arguments);
    assertThat(first.at("/text/source").asText()).isEqualTo("text.txt");
    assertThat(first.at("/text/windows").asInt()).isEqualTo(3);
    assertThat(first.at("/text/positions").asInt()).isEqualTo(70);
    assertThat(first.at("/text/predicted").asInt()).isEqualTo(67);
    assertThat(first.at("/golden/perplexity").asDouble()).isGreaterThan(1);
    assertThat(json(arguments)).isEqualTo(first);
  }

  @Test
  void drawsThePlot() throws Exception {
    assertThat(world.run("accuracy", "x.dfab", "--tokens", "16", "--plot", "p.svg")).isZero();
    assertThat(world.err()).contains("wrote p.svg");
    byte[] svg = Files.readAllBytes(folder.resolve("p.svg"));
    Document drawing =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    assertThat(drawing.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(drawing.getElementsByTagName("line").getLength()).as("a range each").isEqualTo(11);
    assertThat(drawing.getElementsByTagName("rect").getLength()).isEqualTo(1 + 11 + 9);
    assertThat(world.run("accuracy", "x.dfab", "--tokens", "16", "--plot", "sub/p.html")).isZero();
    assertThat(Files.readString(folder.resolve("sub/p.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("<svg", "mlp.gate")
        .doesNotContain("src=", "href=");
  }

  @Test
  void refusesTextsThatCannotBeJudgedOn() throws Exception {
    Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xE9, 'b'});
    Files.write(folder.resolve("empty.txt"), new byte[0]);
    Files.writeString(folder.resolve("greek.txt"), "abc \u03b1");
    refuses("nowhere.txt", "DF640", "nowhere.txt does not exist");
    refuses("model", "DF640", "model is no plain file");
    refuses("latin.txt", "DF641", "not UTF-8 from byte 1 on");
    refuses("empty.txt", "DF911", "empty.txt has no text");
    refuses("greek.txt", "DF623", "\u03b1");
  }

  private void refuses(String text, String code, String words) {
    assertThat(world.run("accuracy", "x.dfab", "--text", text, "--plot", "p.svg"))
        .isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[" + code + "]", words);
    assertThat(world.out()).isEmpty();
    assertThat(folder.resolve("p.svg")).doesNotExist();
  }

  @Test
  void refusesAModelWithoutWeights() throws Exception {
    TestDesigns.write(folder, "inline.dfab", TestDesigns.TINY);
    assertThat(world.run("accuracy", "inline.dfab")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF904]", "inline model", "inline.dfab:2");
  }

  @Test
  void refusesMorePositionsThanMemoryHolds() {
    assertThat(world.run("accuracy", "x.dfab", "--tokens", "99999999")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF912]", "at most --tokens 4194304");
  }

  @Test
  void refusesUsage() {
    assertThat(world.run("accuracy", "x.dfab", "--tokens", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("--tokens is at least 2");
    assertThat(world.run("accuracy", "x.dfab", "--plot", "p.png")).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("--plot writes .svg or .html");
  }
}
