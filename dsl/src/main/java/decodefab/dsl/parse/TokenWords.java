package decodefab.dsl.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** How messages call tokens, instead of by the names they have in the grammar. */
final class TokenWords {
  private static final int MOST_NAMED = 16;

  private TokenWords() {}

  /** One token as it stands in the text. */
  static String found(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> "the end of the file";
      case DfabLexer.STRING -> "a quoted text";
      case DfabLexer.NUMBER -> "the number " + clip(token.getText());
      case DfabLexer.IDENT -> "`" + clip(token.getText()) + "`";
      default -> "`" + token.getText() + "`";
    };
  }

  /** A set of expected tokens as a list of words, each once. */
  static String expected(IntervalSet set) {
    List<String> words = new ArrayList<>();
    for (int type : set.toList()) {
      // A sign is never worth expecting: where one may stand, so may a number.
      if (type == DfabLexer.MINUS) {
        continue;
      }
      words.add(kind(type));
    }
    if (words.size() > MOST_NAMED) {
      return words.contains("a name") ? "a name" : String.join(", ", words.subList(0, MOST_NAMED));
    }
    if (words.size() < 2) {
      return String.join("", words);
    }
    return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /** The keywords among expected tokens, for finding the nearest one. */
  static List<String> keywords(IntervalSet set) {
    List<String> words = new ArrayList<>();
    for (int type : set.toList()) {
      if (isKeyword(type)) {
        words.add(literal(type));
      }
    }
    return words;
  }

  static boolean isKeyword(int type) {
    return type >= DfabLexer.DESIGN && type <= DfabLexer.X;
  }

  private static String kind(int type) {
    return switch (type) {
      case Token.EOF -> "the end of the file";
      case DfabLexer.STRING -> "a quoted text";
      case DfabLexer.NUMBER -> "a number";
      case DfabLexer.IDENT -> "a name";
      default -> "`" + literal(type) + "`";
    };
  }

  private static String literal(int type) {
    String quoted = DfabLexer.VOCABULARY.getLiteralName(type);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String clip(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
