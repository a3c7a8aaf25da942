package decodefab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.diag.SourceText;
import decodefab.dsl.DesignReader;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private static final String DESIGN =
      """
      design tiny {
        model {
          vocab 64  dim 32  layers 2  context 32
          layer {
            x += attention(rmsnorm(x), heads 4, kv_heads 2, rope 10000)
            x += swiglu(rmsnorm(x), hidden 48)
          }
          head linear(rmsnorm(x))
        }
        memory bram { on_chip  capacity 1 MiB  width 256 bit  latency 2 cycles }
        datapath { clock 200 MHz  lanes 16  vector 4 x fp32  batch 1 }
        tile matvec { rows 4  cols 4 }
        target fpga xcu50
      }
      """;

  private HardwarePlan plan;
  private Timeline timeline;

  @BeforeEach
  void plan() throws Exception {
    plan = DesignLoader.load(DesignReader.parse(new SourceText("x.dfab", DESIGN))).plan();
    timeline = new Timeline(plan);
  }

  private List<JsonNode> events(String phase) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    timeline.writeTo(out);
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : new ObjectMapper().readTree(out.toByteArray()).get("traceEvents")) {
      if (event.get("ph").asText().equals(phase)) {
        events.add(event);
      }
    }
    return events;
  }

  @Test
  void namesCommandsByTheirOperation() throws IOException {
    int pc = plan.program().bodyStart(0);
    timeline.add(7, 33, List.of("vector " + pc + " 1 200 299"));
    JsonNode event = events("X").get(0);
    assertThat(event.get("name").asText())
        .isEqualTo(plan.program().body(0).getFirst().label())
        .isNotEmpty();
    assertThat(event.get("ts").asDouble()).isEqualTo(1.0);
    assertThat(event.get("dur").asDouble()).isEqualTo(0.5);
    assertThat(event.at("/args/layer").asInt()).isEqualTo(1);
    assertThat(event.at("/args/position").asInt()).isEqualTo(7);
    assertThat(event.at("/args/cycles").asInt()).isEqualTo(100);
  }

  @Test
  void tokensSpanTheirCommands() throws IOException {
    timeline.add(0, 5, List.of("vector 0 0 100 150", "vector 1 0 140 180"));
    timeline.add(1, 6, List.of("vector 0 0 300 310"));
    List<JsonNode> tokens =
        events("X").stream().filter(e -> e.get("name").asText().startsWith("position")).toList();
    assertThat(tokens).hasSize(2);
    assertThat(tokens.get(0).at("/args/cycles").asInt()).isEqualTo(81);
  }

  /** Viewers drop or misplace events of one thread that overlap. */
  @Test
  void nothingOverlapsInOneThread() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add("vector 0 0 " + 10 * i + " " + (10 * i + 35));
    }
    timeline.add(0, 0, lines);
    List<JsonNode> all = events("X");
    assertThat(all).hasSize(51);
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        JsonNode a = all.get(i);
        JsonNode b = all.get(j);
        if (a.get("tid").equals(b.get("tid"))) {
          double endA = a.get("ts").asDouble() + a.get("dur").asDouble();
          double endB = b.get("ts").asDouble() + b.get("dur").asDouble();
          assertThat(endA <= b.get("ts").asDouble() + 1e-9 || endB <= a.get("ts").asDouble() + 1e-9)
              .isTrue();
        }
      }
    }
    assertThat(events("M"))
        .extracting(e -> e.at("/args/name").asText())
        .containsExactly("tiny", "token", "vector", "vector +1", "vector +2", "vector +3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vector", "pump 0 0 1 2", "vector 9999 0 1 2", "vector 0 0 1 x"})
  void refusesALineThatIsNoEvent(String line) {
    assertThatThrownBy(() -> timeline.add(0, 0, List.of(line)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no event");
  }
}
