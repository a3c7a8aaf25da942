package decodefab.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import decodefab.graph.DecodeGraph;
import decodefab.graph.GraphBuilder;
import decodefab.graph.Precision;
import decodefab.model.LoadedModel;
import decodefab.model.ModelFolderReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The golden interpreter against a real model's published greedy tokens. */
class GoldenModelTest {
  private static final Path MODELS =
      Path.of(System.getProperty("decodefab.home")).resolve("../shared/models").normalize();

  private static DecodeGraph graph(LoadedModel model, int bits) {
    Map<String, TensorFormat> formats = new HashMap<>();
    for (String role :
        new String[] {
          "attention.q",
          "attention.k",
          "attention.v",
          "attention.o",
          "mlp.gate",
          "mlp.up",
          "mlp.down"
        }) {
      formats.put(role, TensorFormat.grouped(ElementCodes.signed(bits), 32, ScaleCode.F16));
    }
    formats.put("embedding", TensorFormat.grouped(ElementCodes.signed(8), 32, ScaleCode.F16));
    formats.put("lm_head", TensorFormat.grouped(ElementCodes.signed(8), 32, ScaleCode.F16));
    Precision precision = new Precision(8, 32, 32, model.shape().kvHeads(), formats);
    return GraphBuilder.build(model.shape(), precision);
  }

  /** With 8-bit weights the greedy choice may differ only where the float model hardly decides. */
  @Test
  void eightBitWeightsKeepTheClearChoicesOfTheFloatModel() throws Exception {
    Path folder = MODELS.resolve("stories260K-hf");
    assumeTrue(Files.isDirectory(folder), "no shared models beside the checkout");
    LoadedModel model = ModelFolderReader.read(folder);
    DecodeGraph graph = graph(model, 8);
    GoldenModel golden = new GoldenModel(graph, QuantizedWeights.of(model.weights(), graph));
    JsonNode expected =
        new ObjectMapper()
            .readTree(MODELS.resolve("greedy-float32.json").toFile())
            .get("stories260K-hf");
    for (JsonNode id : expected.get("prompt_ids")) {
      golden.step(id.intValue());
    }
    int checked = 0;
    for (int i = 0; i < 63; i++) {
      int id = expected.get("greedy_ids").get(i).intValue();
      if (expected.get("greedy_margin").get(i).doubleValue() > 0.5) {
        assertThat(golden.next()).as("token %d", i).isEqualTo(id);
        checked++;
      }
      golden.step(id);
    }
    assertThat(checked).isGreaterThan(40);
  }
}
