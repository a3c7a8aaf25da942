package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vocabulary and merges of a {@code tokenizer.json}. Ids are checked before anything is sized by
 * them.
 */
final class TokenizerVocabulary {
  /** More tokens than any published vocabulary, few enough that an id is no memory claim. */
  static final int MAX_TOKENS = 1 << 22;

  private final JsonFields file;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, String> pieces = new HashMap<>();

  TokenizerVocabulary(JsonFields file) {
    this.file = file;
  }

  /** Tokens by piece. */
  Map<String, Integer> ids() {
    return ids;
  }

  /** Pieces by token. */
  Map<Integer, String> pieces() {
    return pieces;
  }

  /** Takes the object that maps pieces to ids. */
  void readVocab(JsonNode vocab) {
    if (!vocab.isObject() || vocab.isEmpty()) {
      file.bad("\"model.vocab\" is no object of tokens", "an object that maps tokens to ids");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : vocab.properties()) {
      if (!add(entry.getKey(), entry.getValue())) {
        return;
      }
    }
  }

  /**
   * Adds a token, or finds it there already with the same id.
   *
   * @return whether it was in order; else it is noted
   */
  boolean add(String piece, JsonNode id) {
    boolean legal =
        id.isIntegralNumber()
            && id.canConvertToInt()
            && id.intValue() >= 0
            && id.intValue() < MAX_TOKENS;
    if (!legal) {
      bad("token " + Quote.name(piece) + " has the id " + JsonFields.shown(id));
      return false;
    }
    Integer known = ids.putIfAbsent(piece, id.intValue());
    String other = pieces.putIfAbsent(id.intValue(), piece);
    if (known != null && known != id.intValue()) {
      bad("token " + Quote.name(piece) + " has the ids " + known + " and " + id.intValue());
      return false;
    }
    if (other != null && !other.equals(piece)) {
      bad(
          "tokens "
              + Quote.name(other)
              + " and "
              + Quote.name(piece)
              + " share the id "
              + id.intValue());
      return false;
    }
    return true;
  }

  /** The merges in their order: strings of two pieces with a space between, or pairs. */
  List<BytePairEncoder.Merge> readMerges(JsonNode merges) {
    List<BytePairEncoder.Merge> result = new ArrayList<>();
    if (!merges.isArray()) {
      file.bad("\"model.merges\" is no list", "a list of pairs of tokens");
      return result;
    }
    for (JsonNode node : merges) {
      Optional<BytePairEncoder.Merge> merge = merge(node);
      if (merge.isEmpty()) {
        bad(
            "merge "
                + result.size()
                + ", "
                + JsonFields.shown(node)
                + ", does not join two tokens"
                + " of the vocabulary to a third");
        return result;
      }
      result.add(merge.get());
    }
    return result;
  }

  private Optional<BytePairEncoder.Merge> merge(JsonNode node) {
    String[] pair;
    if (node.isTextual()) {
      pair = node.textValue().split(" ", -1);
    } else if (node.size() == 2 && node.path(0).isTextual() && node.path(1).isTextual()) {
      pair = new String[] {node.get(0).textValue(), node.get(1).textValue()};
    } else {
      return Optional.empty();
    }
    Integer left = ids.get(pair[0]);
    Integer right = pair.length == 2 ? ids.get(pair[1]) : null;
    Integer product = right == null ? null : ids.get(pair[0] + pair[1]);
    return left == null || right == null || product == null
        ? Optional.empty()
        : Optional.of(new BytePairEncoder.Merge(left, right, product));
  }

  private void bad(String message) {
    file.note(
        ModelCode.BAD_VOCABULARY,
        message,
        "each token has one id in 0.." + (MAX_TOKENS - 1) + ", each id one token");
  }
}
