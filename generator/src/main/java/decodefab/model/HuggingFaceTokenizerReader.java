package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import decodefab.diag.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * {@code tokenizer.json} of the tokenizers library to a {@link Tokenizer}: byte-pair encoding, in
 * the SentencePiece style of Llama 2 (spaces as U+2581, byte fallback) and in the byte-level style
 * of GPT-2 and Llama 3. What cannot be reproduced exactly is refused.
 */
public final class HuggingFaceTokenizerReader {
  private static final int MAX_BYTES = 48 << 20;

  /** Tokens in front of a text: published templates have one or two. */
  private static final int MAX_PREFIX = 1024;

  private static final String TEMPLATES =
      "supported: ByteLevel, and TemplateProcessing that puts special tokens in front of the text";

  private final JsonFields file;
  private final TokenizerVocabulary vocabulary;

  private HuggingFaceTokenizerReader(JsonFields file) {
    this.file = file;
    this.vocabulary = new TokenizerVocabulary(file);
  }

  /**
   * Reads a tokenizer.
   *
   * @throws InputException with the faults of the file
   */
  public static Tokenizer read(Path path) throws InputException {
    JsonFields file = new JsonFields(JsonFile.readObject(path, MAX_BYTES), ModelFiles.name(path));
    return new HuggingFaceTokenizerReader(file).tokenizer();
  }

  private Tokenizer tokenizer() throws InputException {
    for (String key : List.of("truncation", "padding")) {
      file.find(key).ifPresent(v -> unsupported(key, v, "null: whole texts are encoded"));
    }
    JsonNode model = file.find("model").orElse(MissingNode.getInstance());
    if (!model.path("type").asText("BPE").equals("BPE") || !model.isObject()) {
      unsupported("model", model.path("type"), "supported: BPE");
    }
    file.finish();
    TokenizerStages stages = new TokenizerStages(file);
    List<Normalizer> normalizers = stages.normalizers();
    List<PreTokenizer> preTokenizers = stages.preTokenizers();
    TokenDecoder decoder = stages.decoder();
    BytePairEncoder encoder = encoder(model, preTokenizers);
    Map<String, Integer> raw = new HashMap<>();
    Map<String, Integer> normalized = new HashMap<>();
    Set<Integer> special = new HashSet<>();
    for (JsonNode token : file.find("added_tokens").orElse(MissingNode.getInstance())) {
      if (!addToken(token)) {
        break;
      }
      String content = token.path("content").textValue();
      int id = token.path("id").intValue();
      if (token.path("normalized").asBoolean()) {
        // The library decodes such a token as the text it matches, not as the text in the file.
        String matched = Tokenizer.normalize(normalizers, content);
        normalized.put(matched, id);
        vocabulary.pieces().put(id, matched);
      } else {
        raw.put(content, id);
      }
      if (token.path("special").asBoolean()) {
        special.add(id);
      }
    }
    List<Integer> prefix = prefix();
    file.finish();
    return new Tokenizer(
        new Tokenizer.Parts(
            vocabulary.pieces(),
            special,
            new AddedTokens(raw),
            new AddedTokens(normalized),
            normalizers,
            preTokenizers,
            encoder,
            prefix,
            decoder));
  }

  private BytePairEncoder encoder(JsonNode model, List<PreTokenizer> preTokenizers)
      throws InputException {
    JsonFields fields = new JsonFields(model, "tokenizer model");
    boolean fuse = fields.truthOr("fuse_unk", false);
    boolean fallback = fields.truthOr("byte_fallback", false);
    boolean whole = fields.truthOr("ignore_merges", false);
    String unknown = fields.textOr("unk_token", "");
    if (fields.find("dropout").map(d -> d.asDouble(1) != 0).orElse(false)) {
      unsupported("dropout", model.get("dropout"), "null: encoding is not random");
    }
    for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      if (!fields.textOr(affix, "").isEmpty()) {
        unsupported(affix, model.get(affix), "null: tokens carry no affix");
      }
    }
    fields.finish();
    vocabulary.readVocab(model.path("vocab"));
    List<BytePairEncoder.Merge> merges = vocabulary.readMerges(model.path("merges"));
    Integer stand = unknown.isEmpty() ? null : vocabulary.ids().get(unknown);
    if (!unknown.isEmpty() && stand == null) {
      file.note(
          ModelCode.BAD_VOCABULARY,
          "the unknown token " + Quote.name(unknown) + " is not in the vocabulary",
          "\"unk_token\" must be one of the tokens");
    }
    boolean bytes = preTokenizers.stream().anyMatch(PreTokenizer.ByteLevel.class::isInstance);
    OptionalInt stands = stand == null ? OptionalInt.empty() : OptionalInt.of(stand);
    return new BytePairEncoder(
        vocabulary.ids(),
        merges,
        new BytePairEncoder.Options(stands, fuse, fallback, whole, bytes));
  }

  private boolean addToken(JsonNode token) {
    if (!token.path("content").isTextual()) {
      file.bad("\"added_tokens\" has " + JsonFields.shown(token), "objects with id and content");
      return false;
    }
    for (String key : List.of("single_word", "lstrip", "rstrip")) {
      if (token.path(key).asBoolean()) {
        unsupported("added token " + token.path("content"), token.path(key), key + " false");
      }
    }
    return vocabulary.add(token.path("content").textValue(), token.path("id"));
  }

  /** What the post-processor puts in front of a text. */
  private List<Integer> prefix() {
    List<Integer> prefix = new ArrayList<>();
    file.find("post_processor").ifPresent(p -> readPostProcessor(p, prefix));
    return prefix;
  }

  private void readPostProcessor(JsonNode processor, List<Integer> prefix) {
    switch (processor.path("type").asText()) {
      // ByteLevel only moves offsets, which are not used here.
      case "ByteLevel" -> {}
      case "Sequence" ->
          processor.path("processors").forEach(inner -> readPostProcessor(inner, prefix));
      case "TemplateProcessing" -> readTemplate(processor, prefix);
      default -> unsupported("post_processor", processor, TEMPLATES);
    }
  }

  private void readTemplate(JsonNode processor, List<Integer> prefix) {
    boolean atEnd = false;
    for (JsonNode step : processor.path("single")) {
      JsonNode name = step.path("SpecialToken").path("id");
      JsonNode ids = processor.path("special_tokens").path(name.asText()).path("ids");
      if (step.path("Sequence").path("id").asText().equals("A") && !atEnd) {
        atEnd = true;
      } else if (name.isTextual() && ids.isArray() && !atEnd) {
        // A short name may stand for many tokens, and may be used many times.
        if (prefix.size() + ids.size() > MAX_PREFIX) {
          file.note(
              ModelCode.UNSUPPORTED_TOKENIZER,
              "the template puts more than " + MAX_PREFIX + " tokens in front of a text",
              TEMPLATES);
          return;
        }
        ids.forEach(id -> knownToken(id).ifPresent(prefix::add));
      } else {
        unsupported("post_processor", step, TEMPLATES);
        return;
      }
    }
    if (!atEnd) {
      unsupported("post_processor", processor, TEMPLATES);
    }
  }

  private Optional<Integer> knownToken(JsonNode id) {
    if (id.canConvertToInt() && vocabulary.pieces().containsKey(id.intValue())) {
      return Optional.of(id.intValue());
    }
    file.note(
        ModelCode.BAD_VOCABULARY,
        "the template uses the token " + JsonFields.shown(id) + ", which does not exist",
        "a template may only use tokens of the vocabulary");
    return Optional.empty();
  }

  private void unsupported(String part, JsonNode value, String help) {
    file.note(
        ModelCode.UNSUPPORTED_TOKENIZER,
        part + " " + JsonFields.shown(value) + " is not supported",
        help);
  }
}
