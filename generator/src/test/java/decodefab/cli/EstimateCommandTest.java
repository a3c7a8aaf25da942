package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;

  @BeforeEach
  void prepare() throws Exception {
    world = new TestSurroundings(folder);
    TestDesigns.write(folder, "x.dfab", TestDesigns.TINY);
  }

  @Test
  void printsTables() {
    assertThat(world.run("estimate", "x.dfab")).as(world.err()).isEqualTo(ExitCode.FINE);
    assertThat(world.out())
        .startsWith("estimate of tiny at position 31\n")
        .contains("cycles per token", "power by part", "instead");
  }

  @Test
  void printsTheSameForMachines() throws Exception {
    assertThat(world.run("estimate", "x.dfab", "--position", "7", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(world.out());
    assertThat(json.get("schema").asText()).isEqualTo("decodefab.estimate");
    assertThat(json.get("version").asInt()).isEqualTo(1);
    assertThat(json.get("design").asText()).isEqualTo("tiny");
    assertThat(json.get("position").asInt()).isEqualTo(7);
    assertThat(json.at("/cycles_per_token/value").asDouble()).isPositive();
    assertThat(json.at("/cycles_per_token/unit").asText()).isEqualTo("cycles/token");
  }

  @Test
  void saysWhatSparseMatricesTake() throws Exception {
    String rule = "sparsity mlp.down = block(4, 16) 1 of 3 sparsity mlp.up = 2 of 4 datapath {";
    TestDesigns.write(folder, "s.dfab", TestDesigns.TINY.replace("datapath {", rule));
    assertThat(world.run("estimate", "s.dfab", "--json")).isZero();
    JsonNode sparse = new ObjectMapper().readTree(world.out()).get("sparse");
    assertThat(sparse).hasSize(2);
    assertThat(sparse.at("/0/tensor").asText()).isEqualTo("mlp.up");
    assertThat(sparse.at("/0/kept_blocks").isNull()).isTrue();
    assertThat(sparse.at("/1/tensor").asText()).isEqualTo("mlp.down");
    assertThat(sparse.at("/1/pattern").asText()).isEqualTo("block(4, 16) 1 of 3");
    assertThat(sparse.at("/1/kept_blocks").asInt()).isEqualTo(1);
    assertThat(sparse.at("/1/blocks").asInt()).isEqualTo(3);
    assertThat(sparse.at("/1/bytes").asInt()).isEqualTo(320);
    assertThat(sparse.at("/1/dense_bytes").asInt()).isEqualTo(896);
  }

  @Test
  void attentionGrowsWithThePosition() throws Exception {
    double[] cycles = new double[2];
    for (int i = 0; i < 2; i++) {
      assertThat(world.run("estimate", "x.dfab", "--json", "--position", "" + 30 * i)).isZero();
      JsonNode json = new ObjectMapper().readTree(world.out());
      cycles[i] = json.at("/cycles_per_token/value").asDouble();
    }
    assertThat(cycles[1]).isGreaterThan(cycles[0]);
  }

  @Test
  void refusesAPositionOutsideTheContext() {
    for (String position : new String[] {"32", "-1"}) {
      assertThat(world.run("estimate", "x.dfab", "--position", position)).isEqualTo(ExitCode.INPUT);
      assertThat(world.err()).contains("error[DF908]", "positions are 0 to 31");
    }
  }
}
