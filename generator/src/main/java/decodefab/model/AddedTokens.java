package decodefab.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tokens that are recognised in a text as they stand, before it is cut and merged. */
final class AddedTokens {
  private final Map<Character, List<Entry>> byFirst = new HashMap<>();

  private record Entry(String content, int token) {}

  /**
   * A stretch of text, or one token that was recognised.
   *
   * @param text what it covers
   * @param start its place in the whole
   * @param token the token, where it is one
   */
  record Segment(String text, int start, OptionalInt token) {}

  /** Tokens by content; an empty content never matches. */
  AddedTokens(Map<String, Integer> tokens) {
    tokens.forEach(
        (content, token) -> {
          if (!content.isEmpty()) {
            byFirst
                .computeIfAbsent(content.charAt(0), c -> new ArrayList<>())
                .add(new Entry(content, token));
          }
        });
    Comparator<Entry> longestFirst =
        Comparator.comparingInt((Entry e) -> -e.content().length()).thenComparing(Entry::content);
    byFirst.values().forEach(entries -> entries.sort(longestFirst));
  }

  /** Cuts a text at the tokens in it, the leftmost first and of those the longest. */
  List<Segment> split(String text) {
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      Entry found = match(text, at);
      if (found == null) {
        at++;
        continue;
      }
      addText(segments, text, from, at);
      segments.add(new Segment(found.content(), at, OptionalInt.of(found.token())));
      at += found.content().length();
      from = at;
    }
    addText(segments, text, from, text.length());
    return segments;
  }

  private Entry match(String text, int at) {
    for (Entry entry : byFirst.getOrDefault(text.charAt(at), List.of())) {
      if (text.startsWith(entry.content(), at)) {
        return entry;
      }
    }
    return null;
  }

  private static void addText(List<Segment> segments, String text, int from, int to) {
    if (to > from) {
      segments.add(new Segment(text.substring(from, to), from, OptionalInt.empty()));
    }
  }
}
