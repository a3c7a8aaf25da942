package decodefab.model;

import decodefab.diag.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tokenizer in the metadata of a GGUF file to a {@link Tokenizer}: byte-level BPE with merges
 * ({@code gpt2}), and SentencePiece's BPE with scores ({@code llama}), whose merges follow from the
 * scores. What cannot be reproduced exactly is refused.
 */
final class GgufTokenizerReader {
  private static final String PREFIX = "tokenizer.ggml.";
  private static final String MODEL = PREFIX + "model";
  private static final String SPACE = "\u2581";

  /** Bytes of a piece; work on a piece grows with its square. */
  private static final int MAX_PIECE = 512;

  /** Two pieces and the space between them. */
  private static final int MAX_MERGE = 2 * MAX_PIECE + 1;

  /** Numbers of {@code tokenizer.ggml.token_type}. */
  private static final int NORMAL = 1;

  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int UNUSED = 5;

  private final GgufFields fields;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, String> pieces = new HashMap<>();
  private final Map<String, Integer> added = new HashMap<>();
  private final Set<Integer> special = new HashSet<>();
  private final List<String> tokens;
  private final int[] types;

  private GgufTokenizerReader(GgufFields fields, List<String> tokens, int[] types) {
    this.fields = fields;
    this.tokens = tokens;
    this.types = types;
  }

  /** Reads a tokenizer; refuses it with its faults. */
  static Tokenizer read(GgufFields fields, int vocab) throws InputException {
    List<String> tokens = fields.texts(PREFIX + "tokens", vocab, MAX_PIECE);
    int[] types = fields.integers(PREFIX + "token_type", vocab);
    fields.finish();
    if (tokens.isEmpty()) {
      fields.bad("\"" + PREFIX + "tokens\" is missing", "the tokens of the model");
    } else if (types.length != 0 && types.length != tokens.size()) {
      fields.note(
          ModelCode.BAD_VOCABULARY,
          "the tokenizer has " + tokens.size() + " tokens and " + types.length + " types of them",
          "each token has a type");
    }
    fields.finish();
    return new GgufTokenizerReader(fields, tokens, types).tokenizer();
  }

  private Tokenizer tokenizer() throws InputException {
    for (int token = 0; token < tokens.size(); token++) {
      addToken(token, tokens.get(token), types.length == 0 ? NORMAL : types[token]);
    }
    Tokenizer.Parts parts =
        switch (fields.textOr(MODEL, "")) {
          case "gpt2" -> byteLevel();
          case "llama" -> sentencePiece();
          default -> {
            fields.note(
                ModelCode.UNSUPPORTED_TOKENIZER,
                fields.shown(MODEL) + ", which is not supported",
                "supported: \"gpt2\" and \"llama\"");
            fields.finish();
            throw new IllegalStateException("finish refuses what was noted");
          }
        };
    fields.finish();
    return new Tokenizer(parts);
  }

  private void addToken(int token, String piece, int type) {
    pieces.put(token, piece);
    if (type == UNUSED) {
      return;
    }
    Integer other = ids.putIfAbsent(piece, token);
    if (other != null) {
      fields.note(
          ModelCode.BAD_VOCABULARY,
          "tokens " + other + " and " + token + " are both " + Quote.name(piece),
          "each token has a text of its own");
    }
    if (type == CONTROL || type == UNKNOWN || type == USER_DEFINED) {
      added.put(piece, token);
    }
    if (type == CONTROL || type == UNKNOWN) {
      special.add(token);
    }
  }

  private Tokenizer.Parts byteLevel() throws InputException {
    String pre = PREFIX + "pre";
    Optional<Pattern> pattern =
        switch (fields.textOr(pre, "")) {
          case "gpt-2" -> Optional.of(SplitPatterns.GPT2);
          case "llama-bpe", "llama3", "llama-v3" -> Optional.of(SplitPatterns.LLAMA3);
          case "qwen2" -> Optional.of(SplitPatterns.QWEN2);
          default -> Optional.empty();
        };
    if (pattern.isEmpty()) {
      fields.note(
          ModelCode.UNSUPPORTED_TOKENIZER,
          fields.shown(pre) + ", which is not supported",
          "supported: \"gpt-2\", \"llama-bpe\" and \"qwen2\"");
      fields.finish();
    }
    boolean llama3 = pattern.get().equals(SplitPatterns.LLAMA3);
    BytePairEncoder encoder =
        new BytePairEncoder(
            ids,
            merges(),
            new BytePairEncoder.Options(OptionalInt.empty(), false, false, llama3, true));
    return new Tokenizer.Parts(
        pieces,
        special,
        new AddedTokens(added),
        new AddedTokens(Map.of()),
        List.of(),
        List.of(new PreTokenizer.Split(pattern.get()), new PreTokenizer.ByteLevel()),
        encoder,
        begin(llama3),
        new TokenDecoder(true, List.of(), false, Optional.empty(), 0, 0));
  }

  private List<BytePairEncoder.Merge> merges() throws InputException {
    String key = PREFIX + "merges";
    List<BytePairEncoder.Merge> merges = new ArrayList<>();
    for (String text : fields.texts(key, TokenizerVocabulary.MAX_TOKENS, MAX_MERGE)) {
      int space = text.indexOf(' ');
      Integer left = space < 0 ? null : ids.get(text.substring(0, space));
      Integer right = space < 0 ? null : ids.get(text.substring(space + 1));
      Integer product = space < 0 ? null : ids.get(text.replaceFirst(" ", ""));
      if (left == null || right == null || product == null) {
        fields.note(
            ModelCode.BAD_VOCABULARY,
            "merge "
                + merges.size()
                + ", "
                + Quote.name(text)
                + ", does not join two tokens to a third",
            "all three must be tokens");
        return merges;
      }
      merges.add(new BytePairEncoder.Merge(left, right, product));
    }
    return merges;
  }

  private Tokenizer.Parts sentencePiece() throws InputException {
    List<Normalizer> normalizers = new ArrayList<>();
    boolean space = fields.truthOr(PREFIX + "add_space_prefix", true);
    if (space) {
      normalizers.add(new Normalizer.Prepend(SPACE));
    }
    normalizers.add(new Normalizer.Replace(" ", SPACE));
    OptionalInt unknown = GgufShapeReader.token(fields, PREFIX + "unknown_token_id", tokens.size());
    BytePairEncoder encoder =
        new BytePairEncoder(
            ids, mergesOfScores(), new BytePairEncoder.Options(unknown, true, true, false, false));
    return new Tokenizer.Parts(
        pieces,
        special,
        new AddedTokens(added),
        new AddedTokens(Map.of()),
        normalizers,
        List.of(),
        encoder,
        begin(true),
        new TokenDecoder(
            false,
            List.of(new Normalizer.Replace(SPACE, " ")),
            true,
            Optional.empty(),
            ' ',
            space ? 1 : 0));
  }

  /** A way to make a token of two others, which is tried in the order of the token's score. */
  private record Candidate(float score, int left, int right, int leftLength, int product) {}

  /**
   * Every way to cut a token in two others, best score first; of equal ones the longest left part
   * first, as the transformers library orders them when it converts such a tokenizer.
   */
  private List<BytePairEncoder.Merge> mergesOfScores() throws InputException {
    float[] scores = fields.floats(PREFIX + "scores", tokens.size());
    if (scores.length != tokens.size()) {
      fields.note(
          ModelCode.BAD_VOCABULARY,
          "the tokenizer has " + tokens.size() + " tokens and " + scores.length + " scores of them",
          "each token has a score");
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int token = 0; token < scores.length; token++) {
      if (types.length == 0 || types[token] == NORMAL || types[token] == USER_DEFINED) {
        addCandidates(token, scores[token], candidates);
      }
    }
    candidates.sort(
        Comparator.comparingDouble((Candidate c) -> -c.score())
            .thenComparingInt(c -> -c.leftLength()));
    return candidates.stream()
        .map(c -> new BytePairEncoder.Merge(c.left(), c.right(), c.product()))
        .toList();
  }

  private void addCandidates(int token, float score, List<Candidate> candidates) {
    String piece = tokens.get(token);
    for (int cut = 1; cut < piece.length(); cut++) {
      Integer left = ids.get(piece.substring(0, cut));
      Integer right = left == null ? null : ids.get(piece.substring(cut));
      if (right != null) {
        candidates.add(new Candidate(score, left, right, cut, token));
      }
    }
  }

  /** What begins a text. */
  private List<Integer> begin(boolean usual) {
    OptionalInt bos = GgufShapeReader.token(fields, PREFIX + "bos_token_id", tokens.size());
    boolean wanted = fields.truthOr(PREFIX + "add_bos_token", usual && bos.isPresent());
    if (wanted && bos.isEmpty()) {
      fields.bad("\"" + PREFIX + "bos_token_id\" is missing", "the token that begins a text");
    }
    if (fields.truthOr(PREFIX + "add_eos_token", false)) {
      fields.note(
          ModelCode.UNSUPPORTED_TOKENIZER,
          fields.shown(PREFIX + "add_eos_token") + ", which is not supported",
          "supported: false: a text goes on");
    }
    return wanted && bos.isPresent() ? List.of(bos.getAsInt()) : List.of();
  }
}
