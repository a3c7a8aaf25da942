package decodefab.model;

import decodefab.diag.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Byte-pair encoding of one word: characters become symbols, then the adjacent pair that was merged
 * earliest in training is merged, leftmost first, until no known pair is left.
 *
 * <p>Merges are taken from a priority queue over a linked list, so a word of n characters costs n
 * log n: tokenizers without word cutting treat a whole text as one word.
 */
final class BytePairEncoder {
  private final Map<String, Integer> vocab;
  private final Map<Long, Integer> ranks;
  private final int[] products;
  private final Options options;

  /**
   * How a tokenizer treats what its merges do not cover.
   *
   * @param unknown the token for characters without one
   * @param fuseUnknown whether neighbouring unknown characters become one such token
   * @param byteFallback whether a character without a token becomes tokens {@code <0xNN>}
   * @param wholeWords whether a word that is a token is taken whole, without merging
   * @param byteLevel whether characters stand for bytes; only messages differ
   */
  record Options(
      OptionalInt unknown,
      boolean fuseUnknown,
      boolean byteFallback,
      boolean wholeWords,
      boolean byteLevel) {}

  /**
   * One merge: the symbols that it joins and the one that it makes; its place is its rank.
   *
   * @param left token on the left
   * @param right token on the right
   * @param product token made
   */
  record Merge(int left, int right, int product) {}

  BytePairEncoder(Map<String, Integer> vocab, Iterable<Merge> merges, Options options) {
    this.vocab = Map.copyOf(vocab);
    this.options = options;
    this.ranks = new HashMap<>();
    IntStream.Builder made = IntStream.builder();
    int rank = 0;
    for (Merge merge : merges) {
      ranks.put(pair(merge.left(), merge.right()), rank++);
      made.add(merge.product());
    }
    this.products = made.build().toArray();
  }

  /** Appends the tokens of a word. */
  void encode(String word, IntStream.Builder out) throws InputException {
    Integer whole = options.wholeWords() ? vocab.get(word) : null;
    if (whole != null) {
      out.add(whole);
      return;
    }
    int[] symbols = symbols(word);
    merge(symbols);
    for (int symbol : symbols) {
      if (symbol >= 0) {
        out.add(symbol);
      }
    }
  }

  private int[] symbols(String word) throws InputException {
    IntStream.Builder symbols = IntStream.builder();
    boolean inUnknown = false;
    int at = 0;
    while (at < word.length()) {
      int end = at + Character.charCount(word.codePointAt(at));
      String character = word.substring(at, end);
      Integer token = vocab.get(character);
      boolean unknown = token == null && !addBytes(character, symbols);
      if (token != null) {
        symbols.add(token);
      } else if (unknown) {
        int stand = options.unknown().orElseThrow(() -> notEncodable(character));
        if (!(inUnknown && options.fuseUnknown())) {
          symbols.add(stand);
        }
      }
      inUnknown = unknown;
      at = end;
    }
    return symbols.build().toArray();
  }

  private boolean addBytes(String character, IntStream.Builder symbols) {
    if (!options.byteFallback()) {
      return false;
    }
    byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      Integer token = vocab.get(ByteTokens.name(bytes[i]));
      if (token == null) {
        return false;
      }
      tokens[i] = token;
    }
    Arrays.stream(tokens).forEach(symbols::add);
    return true;
  }

  /** Merges in place: a symbol that was joined to its left neighbour becomes -1. */
  private void merge(int[] symbols) {
    int count = symbols.length;
    int[] previous = IntStream.range(-1, count - 1).toArray();
    int[] next = IntStream.rangeClosed(1, count).toArray();
    // Rank above place, so that the earliest merge comes first, and of equal ones the leftmost.
    PriorityQueue<Long> queue = new PriorityQueue<>();
    for (int i = 0; i + 1 < count; i++) {
      offer(queue, symbols, i, i + 1);
    }
    while (!queue.isEmpty()) {
      long candidate = queue.remove();
      int left = (int) candidate;
      int right = next[left];
      // The pair may have changed since it was queued.
      if (symbols[left] < 0 || right >= count) {
        continue;
      }
      Integer rank = ranks.get(pair(symbols[left], symbols[right]));
      int product = products[(int) (candidate >>> 32)];
      if (rank == null || products[rank] != product) {
        continue;
      }
      symbols[left] = product;
      symbols[right] = -1;
      next[left] = next[right];
      if (next[left] < count) {
        previous[next[left]] = left;
        offer(queue, symbols, left, next[left]);
      }
      if (previous[left] >= 0) {
        offer(queue, symbols, previous[left], left);
      }
    }
  }

  private void offer(PriorityQueue<Long> queue, int[] symbols, int left, int right) {
    Integer rank = ranks.get(pair(symbols[left], symbols[right]));
    if (rank != null) {
      queue.add((long) rank << 32 | left);
    }
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  private InputException notEncodable(String character) {
    String what =
        options.byteLevel()
            ? String.format("byte 0x%02X", ByteAlphabet.byteOf(character.charAt(0)))
            : String.format(
                "character U+%04X (%s)", character.codePointAt(0), Quote.name(character));
    return ModelCode.NOT_ENCODABLE.exception(
        "the tokenizer has no token for the " + what,
        "it has neither byte tokens nor an unknown token; leave the character out");
  }
}
