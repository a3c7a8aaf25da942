package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.diag.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokenizers of Hugging Face files, written as a GGUF file has them, give the same tokens. */
class GgufTokenizerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PREFIX = "tokenizer.ggml.";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "gpt2,gpt2,gpt-2",
    "llama3,gpt2,llama-bpe",
    "qwen2,gpt2,qwen2",
    "llama2,llama,default"
  })
  void agreesWithLibrary(String name, String model, String pre) throws Exception {
    JsonNode file =
        MAPPER.readTree(TokenizerFixtureTest.fixture(name + ".tokenizer.json").toFile());
    JsonNode cases = MAPPER.readTree(TokenizerFixtureTest.fixture(name + ".cases.json").toFile());
    Tokenizer tokenizer = read(gguf(file, model, pre));
    int checked = 0;
    for (JsonNode c : cases.get("cases")) {
      String text = c.get("text").textValue();
      assertThat(tokenizer.encode(text, false))
          .as(text)
          .containsExactly(SharedModels.ints(c.get("ids")));
      assertThat(tokenizer.decode(SharedModels.ints(c.get("ids_bos"))))
          .isEqualTo(c.get("decoded").textValue());
      checked++;
    }
    assertThat(checked).isEqualTo(98);
  }

  private Tokenizer read(GgufBuilder file) throws Exception {
    Path path = Files.write(folder.resolve("t.gguf"), file.bytes());
    return GgufTokenizerReader.read(GgufFile.open(path).fields(), ModelShape.MAX_VOCAB);
  }

  private static GgufBuilder gguf(JsonNode file, String model, String pre) {
    Map<Integer, String> pieces = new HashMap<>();
    Map<Integer, Integer> types = new HashMap<>();
    file.get("model")
        .get("vocab")
        .properties()
        .forEach(e -> pieces.put(e.getValue().intValue(), e.getKey()));
    for (JsonNode added : file.get("added_tokens")) {
      pieces.put(added.get("id").intValue(), added.get("content").textValue());
      types.put(added.get("id").intValue(), added.get("special").booleanValue() ? 3 : 4);
    }
    List<String> merges = new ArrayList<>();
    Map<String, Integer> ranks = new HashMap<>();
    for (JsonNode merge : file.get("model").get("merges")) {
      merges.add(merge.get(0).textValue() + " " + merge.get(1).textValue());
      ranks.putIfAbsent(merge.get(0).textValue() + merge.get(1).textValue(), merges.size());
    }
    int size = Collections.max(pieces.keySet()) + 1;
    List<String> tokens = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    ByteArrayOutputStream scores = new ByteArrayOutputStream();
    scores.writeBytes(GgufBuilder.word(6));
    scores.writeBytes(GgufBuilder.wide(size));
    for (int token = 0; token < size; token++) {
      String piece = pieces.get(token);
      tokens.add(piece);
      kinds.add(types.getOrDefault(token, 1));
      float score = -ranks.getOrDefault(piece, 10_000);
      scores.writeBytes(GgufBuilder.word(Float.floatToIntBits(score)));
    }
    return new GgufBuilder()
        .text(PREFIX + "model", model)
        .text(PREFIX + "pre", pre)
        .texts(PREFIX + "tokens", tokens)
        .texts(PREFIX + "merges", merges)
        .integers(PREFIX + "token_type", kinds)
        .key(PREFIX + "scores", 9, scores.toByteArray())
        .whole(PREFIX + "bos_token_id", 1);
  }

  @Test
  void unknownKindsAreRefused() {
    GgufBuilder sound = new GgufBuilder().texts(PREFIX + "tokens", List.of("a", "b"));

    assertThatThrownBy(() -> read(sound.text(PREFIX + "model", "bert")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("\"bert\", which is not supported");
  }

  @Test
  void tokensThatAreTheSameAreRefused() {
    GgufBuilder twice =
        new GgufBuilder()
            .text(PREFIX + "model", "llama")
            .texts(PREFIX + "tokens", List.of("a", "b", "a"));

    assertThatThrownBy(() -> read(twice))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tokens 0 and 2 are both a");
  }
}
