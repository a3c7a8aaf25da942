package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stages around the merges of a {@code tokenizer.json}: how text is rewritten and cut before
 * them, and how pieces become text again. Faults are noted at the fields of the file.
 */
final class TokenizerStages {
  private static final String NORMALIZERS = "supported normalizers: Sequence, Prepend, Replace";
  private static final String PRE_TOKENIZERS =
      "supported: Sequence, Metaspace, ByteLevel, and Split by the patterns of GPT-2, Llama 3 and"
          + " Qwen 2";
  private static final String DECODERS =
      "supported: ByteLevel, Metaspace, and the sequence Replace, ByteFallback, Fuse, Strip";

  /** More stages than any published tokenizer has; each one is a level of recursion. */
  private static final int MAX_STAGES = 64;

  /** All replacements together may make a text so many times as long; published ones hardly do. */
  private static final double MAX_GROWTH = 1024;

  private final JsonFields file;

  TokenizerStages(JsonFields file) {
    this.file = file;
  }

  /** The rewritings of the text, in order. */
  List<Normalizer> normalizers() {
    List<Normalizer> normalizers = new ArrayList<>();
    for (JsonNode part : flat("normalizer", "normalizers")) {
      Optional<Normalizer.Replace> replace = replace(part);
      if (type(part).equals("Prepend") && part.path("prepend").isTextual()) {
        normalizers.add(new Normalizer.Prepend(part.path("prepend").textValue()));
      } else if (replace.isPresent()) {
        normalizers.add(replace.get());
      } else {
        unsupported("normalizer", part, NORMALIZERS);
      }
    }
    limitGrowth(
        normalizers.stream()
            .filter(Normalizer.Replace.class::isInstance)
            .map(Normalizer.Replace.class::cast)
            .toList());
    return normalizers;
  }

  /** The cuttings of the text, in order. */
  List<PreTokenizer> preTokenizers() {
    List<PreTokenizer> stages = new ArrayList<>();
    for (JsonNode part : flat("pre_tokenizer", "pretokenizers")) {
      boolean understood =
          switch (type(part)) {
            case "ByteLevel" -> addByteLevel(part, stages);
            case "Metaspace" -> addMetaspace(part, stages);
            case "Split" -> addSplit(part, stages);
            default -> false;
          };
      if (!understood) {
        unsupported("pre_tokenizer", part, PRE_TOKENIZERS);
      }
    }
    return stages;
  }

  private static boolean addByteLevel(JsonNode part, List<PreTokenizer> stages) {
    // Both switches are on where an old file leaves them out.
    if (part.path("add_prefix_space").asBoolean(true)) {
      stages.add(new PreTokenizer.SpacePrefix());
    }
    if (part.path("use_regex").asBoolean(true)) {
      stages.add(new PreTokenizer.Split(SplitPatterns.GPT2));
    }
    return stages.add(new PreTokenizer.ByteLevel());
  }

  private static boolean addMetaspace(JsonNode part, List<PreTokenizer> stages) {
    Optional<PreTokenizer.Prefix> prefix = prefix(part);
    String mark = part.path("replacement").asText();
    if (prefix.isEmpty() || mark.length() != 1) {
      return false;
    }
    boolean cut = part.path("split").asBoolean(true);
    return stages.add(new PreTokenizer.Metaspace(mark, prefix.get(), cut));
  }

  private static Optional<PreTokenizer.Prefix> prefix(JsonNode part) {
    String scheme =
        part.has("prepend_scheme")
            ? part.path("prepend_scheme").asText()
            : part.path("add_prefix_space").asBoolean(true) ? "always" : "never";
    return switch (scheme) {
      case "always" -> Optional.of(PreTokenizer.Prefix.ALWAYS);
      case "first" -> Optional.of(PreTokenizer.Prefix.FIRST);
      case "never" -> Optional.of(PreTokenizer.Prefix.NEVER);
      default -> Optional.empty();
    };
  }

  private static boolean addSplit(JsonNode part, List<PreTokenizer> stages) {
    Optional<Pattern> pattern = SplitPatterns.named(part.path("pattern").path("Regex").asText());
    boolean plain =
        part.path("behavior").asText().equals("Isolated") && !part.path("invert").asBoolean();
    return pattern.isPresent() && plain && stages.add(new PreTokenizer.Split(pattern.get()));
  }

  /** The way back to text. */
  TokenDecoder decoder() {
    List<JsonNode> parts = flat("decoder", "decoders");
    if (parts.size() == 1 && type(parts.get(0)).equals("ByteLevel")) {
      return new TokenDecoder(true, List.of(), false, Optional.empty(), 0, 0);
    }
    if (parts.isEmpty()) {
      file.note(ModelCode.UNSUPPORTED_TOKENIZER, "has no \"decoder\"", DECODERS);
    }
    DecoderChain chain = new DecoderChain();
    for (JsonNode part : parts) {
      if (!chain.add(part)) {
        unsupported("decoder", part, DECODERS);
      }
    }
    limitGrowth(chain.replaces);
    return chain.decoder();
  }

  /** Takes the parts of a decoder in the only order in which they are independent. */
  private static final class DecoderChain {
    private final List<Normalizer.Replace> replaces = new ArrayList<>();
    private boolean byteFallback;
    private boolean fused;
    private boolean stripped;
    private Optional<String> wordMark = Optional.empty();
    private int strip;
    private int stripCount;

    boolean add(JsonNode part) {
      boolean early = !byteFallback && !fused && wordMark.isEmpty();
      switch (type(part)) {
        case "Replace" -> {
          Optional<Normalizer.Replace> replace = replace(part);
          replace.ifPresent(replaces::add);
          return early && replace.isPresent();
        }
        case "Metaspace" -> {
          boolean never = prefix(part).equals(Optional.of(PreTokenizer.Prefix.NEVER));
          String mark = part.path("replacement").asText();
          wordMark = Optional.of(mark);
          return early && !never && mark.length() == 1;
        }
        case "ByteFallback" -> {
          byteFallback = true;
          return early;
        }
        case "Fuse" -> {
          boolean again = fused;
          fused = true;
          return !again;
        }
        case "Strip" -> {
          return addStrip(part);
        }
        default -> {
          return false;
        }
      }
    }

    private boolean addStrip(JsonNode part) {
      String content = part.path("content").asText();
      JsonNode start = part.path("start");
      boolean plain =
          content.length() == 1 && start.canConvertToInt() && part.path("stop").asInt(1) == 0;
      boolean legal = fused && !stripped && plain && start.intValue() >= 0;
      strip = plain ? content.charAt(0) : 0;
      stripCount = start.asInt();
      stripped = true;
      return legal;
    }

    TokenDecoder decoder() {
      return new TokenDecoder(false, replaces, byteFallback, wordMark, strip, stripCount);
    }
  }

  /** Refuses replacements that double a text again and again, until no memory holds it. */
  private void limitGrowth(List<Normalizer.Replace> replaces) {
    double growth = 1;
    for (Normalizer.Replace replace : replaces) {
      growth *= Math.max(1, (double) replace.to().length() / replace.from().length());
    }
    if (growth > MAX_GROWTH) {
      file.note(
          ModelCode.UNSUPPORTED_TOKENIZER,
          String.format(
              Locale.ROOT, "its replacements make a text up to %.3g times as long", growth),
          "supported: up to " + (int) MAX_GROWTH + " times");
    }
  }

  private static Optional<Normalizer.Replace> replace(JsonNode part) {
    JsonNode from = part.path("pattern").path("String");
    JsonNode to = part.path("content");
    boolean understood =
        type(part).equals("Replace")
            && from.isTextual()
            && to.isTextual()
            && !from.textValue().isEmpty();
    return understood
        ? Optional.of(new Normalizer.Replace(from.textValue(), to.textValue()))
        : Optional.empty();
  }

  /** The parts under a key, sequences opened; none where the key is absent or null. */
  private List<JsonNode> flat(String key, String sequenceKey) {
    List<JsonNode> parts = new ArrayList<>();
    file.find(key).ifPresent(part -> flatten(part, sequenceKey, parts));
    if (parts.size() > MAX_STAGES) {
      file.note(
          ModelCode.UNSUPPORTED_TOKENIZER,
          "\"" + key + "\" has " + parts.size() + " parts",
          "supported: up to " + MAX_STAGES);
      return parts.subList(0, MAX_STAGES);
    }
    return parts;
  }

  private static void flatten(JsonNode part, String sequenceKey, List<JsonNode> parts) {
    if (type(part).equals("Sequence") && part.path(sequenceKey).isArray()) {
      part.path(sequenceKey).forEach(inner -> flatten(inner, sequenceKey, parts));
    } else {
      parts.add(part);
    }
  }

  private static String type(JsonNode part) {
    return part.path("type").asText();
  }

  private void unsupported(String stage, JsonNode part, String help) {
    file.note(
        ModelCode.UNSUPPORTED_TOKENIZER,
        stage + " " + JsonFields.shown(part) + " is not supported",
        help);
  }
}
