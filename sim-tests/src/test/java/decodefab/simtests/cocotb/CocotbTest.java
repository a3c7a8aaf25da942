package decodefab.simtests.cocotb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cocotb.CocotbCommandLine.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cocotb tests of the project, with bus models that others wrote, on Icarus and on Verilator:
 * each case by its name, and every count and value the same in both. A design without a memory
 * port, one with a stream of weights and the KV cache behind one channel, and one whose KV cache is
 * striped over two.
 */
class CocotbTest {
  /** A design, the modules that run on it, and how many of their cases are not skipped. */
  private record Suite(String design, String modules, int cases) {}

  private static final List<Suite> SUITES =
      List.of(
          new Suite("smallest", "test_decode,test_errors", 7),
          new Suite("split_ddr", "test_decode,test_errors", 14),
          new Suite("kv4_far", "test_decode", 4));

  private static final List<String> SIMULATORS = List.of("icarus", "verilator");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicNode> passes() {
    requireTools();
    return SUITES.stream().map(this::suite);
  }

  private static void requireTools() {
    Tool.IVERILOG.require();
    for (String program : List.of("python3", "g++", "make", "perl")) {
      Tool.requireOnPath(program);
    }
  }

  private DynamicNode suite(Suite suite) {
    List<List<String>> records = new ArrayList<>();
    Stream<DynamicNode> runs =
        SIMULATORS.stream()
            .map(
                simulator ->
                    DynamicContainer.dynamicContainer(
                        simulator, run(suite, simulator, records).stream()));
    DynamicNode agreement =
        DynamicTest.dynamicTest(
            "the simulators agree in every count and value",
            () -> {
              assertThat(records).hasSameSizeAs(SIMULATORS);
              assertThat(records.getFirst()).isNotEmpty().isEqualTo(records.getLast());
            });
    return DynamicContainer.dynamicContainer(
        suite.design(), Stream.concat(runs, Stream.of(agreement)));
  }

  /** Runs all cases at once, as cocotb does, and gives each its own verdict. */
  private List<DynamicNode> run(Suite suite, String simulator, List<List<String>> records) {
    Path place = folder.resolve(suite.design() + "-" + simulator);
    Path measured = place.resolve("measured");
    try {
      Files.createDirectories(place);
      Outcome outcome =
          CocotbCommandLine.in(place)
              .with("DFAB_RECORD", measured.toString())
              .run(suite.design(), "--sim", simulator, "--module", suite.modules(), "--json");
      List<DynamicNode> cases = new ArrayList<>();
      int ran = 0;
      if (!outcome.out().isBlank()) {
        for (JsonNode test : new ObjectMapper().readTree(outcome.out()).path("tests")) {
          ran += test.path("status").asText().equals("skipped") ? 0 : 1;
          cases.add(verdict(test));
        }
      }
      int counted = ran;
      cases.add(
          DynamicTest.dynamicTest(
              "all of them ran",
              () -> {
                assertThat(outcome.status()).as(outcome.err()).isZero();
                assertThat(counted).isEqualTo(suite.cases());
              }));
      records.add(Files.exists(measured) ? Files.readAllLines(measured) : List.of());
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicNode verdict(JsonNode test) {
    String name = test.path("module").asText() + "." + test.path("name").asText();
    String status = test.path("status").asText();
    return DynamicTest.dynamicTest(
        status.equals("skipped") ? name + " (not of this design)" : name,
        () -> assertThat(status).as(test.path("message").asText()).isIn("passed", "skipped"));
  }

  /** The last bit of every weight scale is inverted: golden disagrees, and the command says 4. */
  @Test
  void catchesACellThatIsBrokenOnPurpose() throws IOException {
    Outcome outcome =
        decodeWith(
            "dfab_matvec_scales.v",
            "wscale_q      <= present;",
            "wscale_q      <= present ^ {ROWS{{{(FIELD-1){1'b0}}, 1'b1}}};");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(4);
    assertThat(outcome.out())
        .contains("failed   test_decode.a_token_equals_golden", "is not golden's", "1 failed");
  }

  /** A shift by what is not known yet, of a bit that is 0: right in hardware, X in four values. */
  @Test
  void catchesAnOutputThatShowsX() throws IOException {
    Outcome outcome =
        decodeWith(
            "dfab_vector_calendar.v",
            "({32{s_valid}} & (32'd1 << ahead[4:0]))",
            "({31'd0, s_valid} << ahead[4:0])");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(4);
    assertThat(outcome.out()).containsPattern("AssertionError: trace_\\w+ is X+ at edge");
  }

  /** Decodes on Icarus with one text of one cell replaced, in a copy of what the command reads. */
  private Outcome decodeWith(String cell, String sound, String fault) throws IOException {
    requireTools();
    Path home = folder.resolve("broken");
    copy(Checkout.home().resolve("templates"), home.resolve("templates"));
    copy(Checkout.home().resolve("sim-tests/cocotb"), home.resolve("sim-tests/cocotb"));
    Path file = home.resolve("templates/lib").resolve(cell);
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(sound);
    Files.writeString(file, text.replace(sound, fault));
    return CocotbCommandLine.in(folder)
        .from(home)
        .run("smallest", "--module", "test_decode", "--testcase", "a_token_equals_golden");
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
