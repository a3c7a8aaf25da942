package decodefab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import decodefab.diag.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small tokenizer files that would cost memory or stack without end if they were believed. */
class HostileTokenizerTest {
  private static final String PLAIN =
      """
      {"normalizer": NORMALIZER, "pre_tokenizer": PRE, "post_processor": POST,
       "decoder": {"type": "ByteLevel"},
       "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}
      """;

  @TempDir Path folder;
  private String text;

  @BeforeEach
  void plain() {
    text = PLAIN;
  }

  private HostileTokenizerTest with(String key, String json) {
    text = text.replace(key, json);
    return this;
  }

  private static String sequence(String parts, String part, int count) {
    return "{\"type\": \"Sequence\", \"%s\": [%s]}"
        .formatted(parts, String.join(",", Collections.nCopies(count, part)));
  }

  private String refusal() throws Exception {
    with("NORMALIZER", "null").with("PRE", "null").with("POST", "null");
    Path file = Files.writeString(folder.resolve("tokenizer.json"), text);
    InputException refused =
        catchThrowableOfType(InputException.class, () -> HuggingFaceTokenizerReader.read(file));
    return refused == null ? "" : refused.diagnostics().getFirst().message();
  }

  @Test
  void thePlainOneIsRead() throws Exception {
    assertThat(refusal()).isEmpty();
  }

  @Test
  void replacementsThatDoubleAText() throws Exception {
    String doubling =
        "{\"type\": \"Replace\", \"pattern\": {\"String\": \"a\"}, \"content\": \"aa\"}";
    with("NORMALIZER", sequence("normalizers", doubling, 60));
    assertThat(refusal()).contains("as long");
  }

  @Test
  void stagesWithoutEnd() throws Exception {
    String stage = "{\"type\": \"ByteLevel\", \"use_regex\": false}";
    with("PRE", sequence("pretokenizers", stage, 50_000));
    assertThat(refusal()).contains("50000 parts");
  }

  @Test
  void aTemplateOfMillionsOfTokens() throws Exception {
    String step = "{\"SpecialToken\": {\"id\": \"s\"}}";
    String ids = String.join(",", Collections.nCopies(1000, "0"));
    with(
        "POST",
        "{\"type\": \"TemplateProcessing\", \"single\": [%s], \"special_tokens\": {\"s\": {\"ids\": [%s]}}}"
            .formatted(String.join(",", Collections.nCopies(5000, step)), ids));
    assertThat(refusal()).contains("more than 1024 tokens");
  }
}
