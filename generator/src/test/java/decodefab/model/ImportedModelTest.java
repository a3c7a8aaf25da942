package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.format.GgufBlock;
import decodefab.format.QuantizedTensor;
import decodefab.format.TensorFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantized models against the numbers that independent dequantizers gave for them. */
class ImportedModelTest {
  @ParameterizedTest
  @CsvSource({"llama.gguf,12", "awq,9", "gptq,9", "gptq_sym,9", "gptq_v2,9"})
  void everyTensorStandsForItsNumbers(String name, int tensors) throws Exception {
    ModelWeights weights = ModelReader.read(ImportFixtures.FOLDER.resolve(name)).weights();
    int checked = 0;
    for (Map.Entry<String, JsonNode> entry :
        ImportFixtures.expected(name).get("tensors").properties()) {
      assertThat(ImportFixtures.digest(weights, entry.getValue(), entry.getKey()))
          .as(entry.getKey())
          .isEqualTo(entry.getValue().get("sha256").textValue());
      checked++;
    }
    assertThat(checked).isEqualTo(tensors);
  }

  @Test
  void shapeOfGgufFileIsThatOfItsMetadata() throws Exception {
    LoadedModel model = ModelReader.read(ImportFixtures.FOLDER.resolve("llama.gguf"));

    assertThat(model.shape().text())
        .isEqualTo(
            "vocab 34 dim 256 layers 1 context 64 heads 2 kv_heads 1 head_dim 16 hidden 32"
                + " rope_theta 500000.0 norm_eps 1.0E-6 head separate bos 1 eos 2");
    assertThat(model.stopTokens()).containsExactly(2);
  }

  @Test
  void tokensOfGgufFileAreThoseOfSentencePiece() throws Exception {
    Tokenizer tokenizer = ModelReader.read(ImportFixtures.FOLDER.resolve("llama.gguf")).tokenizer();
    int checked = 0;
    for (JsonNode text : ImportFixtures.expected("llama.gguf").get("texts")) {
      int[] tokens = tokenizer.encode(text.get(0).textValue(), false);
      assertThat(tokens)
          .as(text.get(0).textValue())
          .containsExactly(
              new com.fasterxml.jackson.databind.ObjectMapper()
                  .convertValue(text.get(1), int[].class));
      assertThat(tokenizer.encode(text.get(0).textValue(), true))
          .startsWith(1)
          .hasSize(tokens.length + 1);
      checked++;
    }
    assertThat(checked).isEqualTo(7);
    assertThat(tokenizer.decode(tokenizer.encode("the cat", true))).isEqualTo("the cat");
    // A token of the user's is found in a text, a control token is not written back.
    assertThat(tokenizer.encode("<tool>", false)).containsExactly(33);
    assertThat(tokenizer.decode(new int[] {1, 33, 2})).isEqualTo("<tool>");
  }

  @Test
  void outlineHasTheStoredFormats() throws Exception {
    ModelOutline gguf = ModelReader.readOutline(ImportFixtures.FOLDER.resolve("llama.gguf"));
    assertThat(gguf.stored())
        .containsEntry("layers.0.attention.q", GgufBlock.Q4_K.format())
        .containsEntry("layers.0.mlp.up", GgufBlock.Q8_0.format())
        .doesNotContainKeys("layers.0.attention.k", "layers.0.attention.v")
        .hasSize(7);
  }

  @ParameterizedTest
  @CsvSource({
    "awq,uint(4) per group(16) scale f16 zero point",
    "gptq,uint(4) per group(16) scale f16 zero point",
    "gptq_sym,int(8) per group(32) scale f16",
    "gptq_v2,uint(2) per group(16) scale f16 zero point"
  })
  void checkpointsHaveTheFormatOfTheirConfig(String name, String format) throws Exception {
    ModelOutline outline = ModelReader.readOutline(ImportFixtures.FOLDER.resolve(name));

    assertThat(outline.stored()).hasSize(7);
    assertThat(outline.stored().values()).extracting(TensorFormat::text).containsOnly(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama.gguf", "awq", "gptq", "gptq_sym", "gptq_v2"})
  void wholeMatrixIsItsRows(String name) throws Exception {
    ModelWeights weights = ModelReader.read(ImportFixtures.FOLDER.resolve(name)).weights();
    QuantizedMatrix matrix = (QuantizedMatrix) weights.matrix("layers.0.attention.q");
    QuantizedTensor whole = matrix.load();
    QuantizedTensor some = matrix.load(5, 7);
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      for (int c = 0; c < row.length; c++) {
        assertThat(whole.dequantized(r, c)).isEqualTo(row[c]);
        if (r >= 5 && r < 12) {
          assertThat(some.code(r - 5, c)).isEqualTo(whole.code(r, c));
        }
      }
    }
  }
}
