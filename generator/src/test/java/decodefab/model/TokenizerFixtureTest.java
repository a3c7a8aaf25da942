package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    List<String> differences = new ArrayList<>();
    for (JsonNode c : fixture.get("cases")) {
      String text = c.get("text").textValue();
      String decoded = c.get("decoded").textValue();
      int[] begun = SharedModels.ints(c.get("ids_bos"));
      compare(c.get("ids"), tokenizer.encode(text, false), c, differences);
      compare(c.get("ids_bos"), tokenizer.encode(text, true), c, differences);
      compare(decoded, tokenizer.decode(begun), c, differences);
      compare(decoded, streamed(tokenizer, begun), c, differences);
    }
    for (JsonNode c : fixture.get("decode")) {
      String decoded = tokenizer.decode(SharedModels.ints(c.get("ids")));
      compare(c.get("decoded").textValue(), decoded, c, differences);
    }
    assertThat(differences).isEmpty();
    assertThat(fixture.get("cases")).hasSize(98);
    assertThat(fixture.get("decode")).hasSize(120);
  }

  private static void compare(JsonNode ids, int[] tokens, JsonNode c, List<String> differences) {
    compare(ids.toString(), Arrays.toString(tokens).replace(" ", ""), c, differences);
  }

  private static void compare(String expected, String found, JsonNode c, List<String> differences) {
    if (!expected.equals(found)) {
      differences.add(c + ": expected <" + expected + "> but was <" + found + ">");
    }
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
