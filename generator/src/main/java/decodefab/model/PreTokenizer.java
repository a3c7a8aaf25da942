package decodefab.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cutting of text into words across which no token reaches. */
sealed interface PreTokenizer {
  /**
   * The words of a text, in order.
   *
   * @param first whether it begins the whole input
   */
  List<String> split(String text, boolean first);

  /** When {@link Metaspace} puts its mark in front of a text. */
  enum Prefix {
    ALWAYS,
    FIRST,
    NEVER
  }

  /**
   * Writes a mark for each space, and cuts before each mark where asked.
   *
   * @param mark one character, commonly U+2581
   * @param prefix when a mark is put in front of a text that does not begin with one
   * @param cut whether words are cut
   */
  record Metaspace(String mark, Prefix prefix, boolean cut) implements PreTokenizer {
    @Override
    public List<String> split(String text, boolean first) {
      String marked = text.replace(" ", mark);
      boolean wanted = prefix == Prefix.ALWAYS || (prefix == Prefix.FIRST && first);
      if (wanted && !marked.startsWith(mark)) {
        marked = mark + marked;
      }
      if (!cut) {
        return List.of(marked);
      }
      List<String> words = new ArrayList<>();
      int from = 0;
      for (int at = marked.indexOf(mark, 1); at >= 0; at = marked.indexOf(mark, at + 1)) {
        words.add(marked.substring(from, at));
        from = at;
      }
      words.add(marked.substring(from));
      return words;
    }
  }

  /**
   * Cuts out each match of a pattern; what lies between matches is a word as well.
   *
   * @param pattern one of {@link SplitPatterns}
   */
  record Split(Pattern pattern) implements PreTokenizer {
    @Override
    public List<String> split(String text, boolean first) {
      List<String> words = new ArrayList<>();
      Matcher matcher = pattern.matcher(text);
      int from = 0;
      while (matcher.find()) {
        addWord(words, text, from, matcher.start());
        addWord(words, text, matcher.start(), matcher.end());
        from = matcher.end();
      }
      addWord(words, text, from, text.length());
      return words;
    }

    private static void addWord(List<String> words, String text, int from, int to) {
      if (to > from) {
        words.add(text.substring(from, to));
      }
    }
  }

  /** Puts a space in front of a text that does not begin with one. */
  record SpacePrefix() implements PreTokenizer {
    @Override
    public List<String> split(String text, boolean first) {
      return List.of(text.startsWith(" ") ? text : " " + text);
    }
  }

  /** Writes UTF-8 bytes as characters of {@link ByteAlphabet}. */
  record ByteLevel() implements PreTokenizer {
    @Override
    public List<String> split(String text, boolean first) {
      return List.of(ByteAlphabet.encode(text));
    }
  }
}
