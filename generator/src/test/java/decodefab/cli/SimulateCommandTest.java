package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;
  private GoldenFabric.Starter starter;

  @BeforeEach
  void prepare() throws Exception {
    world = new TestSurroundings(folder);
    starter = new GoldenFabric.Starter();
    TestDesigns.write(folder, "x.dfab", TestDesigns.TINY);
  }

  @Test
  void computesMadeUpTokensOnMadeUpWeights() throws Exception {
    String[] line = {"simulate", "x.dfab", "--synthetic", "4", "--tokens", "9", "--json"};
    assertThat(world.run(starter, line)).as(world.err()).isEqualTo(ExitCode.FINE);
    JsonNode json = new ObjectMapper().readTree(world.out());
    assertThat(json.get("schema").asText()).isEqualTo("decodefab.simulate");
    assertThat(json.at("/golden/match").asBoolean()).isTrue();
    assertThat(json.at("/golden/values_compared").asInt()).isEqualTo(9 * 64);
    assertThat(json.at("/measured/cycles_per_token").asDouble()).isEqualTo(1004);
    assertThat(json.get("text").asText()).isEmpty();
  }

  @Test
  void takesTheFirstLayersAlone() throws Exception {
    String[] line = {"simulate", "x.dfab", "--synthetic", "4", "--layers", "1", "--json"};
    assertThat(world.run(starter, line)).as(world.err()).isEqualTo(ExitCode.FINE);
    assertThat(starter.last().plan().graph().shape().layers()).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(world.out()).at("/golden/match").asBoolean()).isTrue();
  }

  @Test
  void printsFiguresAlone() {
    assertThat(world.run(starter, "simulate", "x.dfab", "--synthetic", "4")).isZero();
    assertThat(world.out()).contains("golden      bit-exact: 256 values of 4 tokens are equal");
  }

  @Test
  void saysHowToSeeADifferenceAgain() {
    starter.differAt(2);
    assertThat(world.run(starter, "simulate", "x.dfab", "--synthetic", "4"))
        .isEqualTo(ExitCode.MISMATCH);
    assertThat(world.err())
        .contains("--tokens 4 --synthetic 4 --check deep", "--trace-tokens 2..2");
  }

  @ParameterizedTest
  @CsvSource({
    "'--tokens 0 --synthetic 1', 2, --tokens is at least 1",
    "'--tokens 4', 1, error[DF904]",
    "'--tokens 33 --synthetic 1', 1, error[DF902]",
    "'--layers 0 --synthetic 1', 1, error[DF913]",
    "'--layers 3 --synthetic 1', 1, 1 to 2",
    "'--synthetic 1 --tokens many', 2, is not a whole number of 32 bits",
    "'--synthetic 1 --trace a --trace-tokens 4', 1, error[DF905]",
    "'--synthetic 1 --activity a --trace-tokens 3..4', 1, error[DF905]",
  })
  void refusesWhatCannotBe(String options, int status, String said) {
    assertThat(world.run(starter, ("simulate x.dfab " + options).split(" ", -1))).isEqualTo(status);
    assertThat(world.err()).contains(said);
    assertThat(starter.started()).isFalse();
  }
}
