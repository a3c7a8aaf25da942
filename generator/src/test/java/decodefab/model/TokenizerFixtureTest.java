package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokenizer against what the tokenizers library answered for the same files. */
class TokenizerFixtureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama2",
        "llama2_added",
        "metaspace_first",
        "metaspace_cut",
        "unknown_fused",
        "gpt2",
        "gpt2_prefixed",
        "llama3",
        "qwen2"
      })
  void agreesWithLibrary(String name) throws Exception {
    Tokenizer tokenizer = HuggingFaceTokenizerReader.read(fixture(name + ".tokenizer.json"));
    JsonNode fixture = cases(name);

    SoftAssertions softly = new SoftAssertions();
    for (JsonNode c : fixture.get("cases")) {
      String text = c.get("text").textValue();
      int[] begun = SharedModels.ints(c.get("ids_bos"));
      softly
          .assertThat(tokenizer.encode(text, false))
          .as("tokens of %s", c.get("text"))
          .containsExactly(SharedModels.ints(c.get("ids")));
      softly
          .assertThat(tokenizer.encode(text, true))
          .as("tokens with template of %s", c.get("text"))
          .containsExactly(begun);
      softly
          .assertThat(tokenizer.decode(begun))
          .as("text of %s", c.get("ids_bos"))
          .isEqualTo(c.get("decoded").textValue());
      softly.assertThat(streamed(tokenizer, begun)).isEqualTo(c.get("decoded").textValue());
    }
    for (JsonNode c : fixture.get("decode")) {
      softly
          .assertThat(tokenizer.decode(SharedModels.ints(c.get("ids"))))
          .as("text of %s", c.get("ids"))
          .isEqualTo(c.get("decoded").textValue());
    }
    softly.assertAll();
    assertThat(fixture.get("cases")).hasSize(98);
    assertThat(fixture.get("decode")).hasSize(120);
  }

  private static String streamed(Tokenizer tokenizer, int[] tokens) {
    StreamingDecoder decoder = tokenizer.streamingDecoder();
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(decoder.next(token));
    }
    return text.append(decoder.end()).toString();
  }

  static Path fixture(String file) throws Exception {
    return Path.of(TokenizerFixtureTest.class.getResource("/tokenizers/" + file).toURI());
  }

  private static JsonNode cases(String name) throws Exception {
    try (InputStream in =
        TokenizerFixtureTest.class.getResourceAsStream("/tokenizers/" + name + ".cases.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
