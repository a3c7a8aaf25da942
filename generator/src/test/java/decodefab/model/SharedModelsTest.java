package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public models of the field, where they are at hand. */
class SharedModelsTest {
  @ParameterizedTest
  @ValueSource(strings = {"stories260K-hf", "austen279K-ternary-hf", "austen279K-2of4-hf"})
  void readsPromptAsTransformersDoes(String name) throws Exception {
    LoadedModel model = ModelFolderReader.read(SharedModels.folder(name));
    JsonNode expected = SharedModels.greedy(name);

    int[] ids = model.tokenizer().encode(expected.get("prompt").textValue(), true);

    assertThat(ids).containsExactly(SharedModels.ints(expected.get("prompt_ids")));
    assertThat(model.tokenizer().decode(ids)).isEqualTo(expected.get("prompt").textValue());
    assertThat(model.sha256()).hasSize(64);
    assertThat(model.stopTokens()).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stories260K-hf"})
  void countsParametersOfTheModelCard(String name) throws Exception {
    ModelShape shape = ModelFolderReader.read(SharedModels.folder(name)).shape();

    assertThat(shape.parameterCount()).isEqualTo(260_032);
    assertThat(shape.text())
        .isEqualTo(
            "vocab 512 dim 64 layers 5 context 512 heads 8 kv_heads 4 head_dim 8 hidden 172"
                + " rope_theta 10000.0 norm_eps 1.0E-5 head tied bos 1 eos 2");
  }
}
