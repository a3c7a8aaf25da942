package decodefab.dsl.parse;

import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Finds what is wrong before any structure is looked at: characters that are none of the language,
 * open quotes and comments, brackets without a partner, and nesting so deep that the parser's own
 * recursion would end.
 */
final class TokenChecker {
  /** Deepest nesting of brackets; a layer expression needs about six. */
  static final int MAX_DEPTH = 64;

  private final Spans spans;
  private final Reporter reporter;
  private final Deque<Token> open = new ArrayDeque<>();

  TokenChecker(Spans spans, Reporter reporter) {
    this.spans = spans;
    this.reporter = reporter;
  }

  /** Whether the parser may look at these tokens: brackets match and nesting is sane. */
  boolean check(List<? extends Token> tokens) {
    Token previous = null;
    for (Token token : tokens) {
      switch (token.getType()) {
        case DfabLexer.ILLEGAL -> {
          if (previous == null || previous.getType() != DfabLexer.ILLEGAL) {
            illegal(token);
          }
        }
        case DfabLexer.OPEN_STRING ->
            reporter.error(
                Code.DF103,
                "this quoted text has no closing quote on its line",
                spans.of(token),
                "close it with \"");
        case DfabLexer.OPEN_COMMENT ->
            reporter.error(
                Code.DF104, "this comment is never closed", opening(token), "close it with */");
        case DfabLexer.LBRACE, DfabLexer.LPAREN -> {
          open.push(token);
          if (open.size() > MAX_DEPTH) {
            reporter.error(
                Code.DF106,
                "brackets are nested more than " + MAX_DEPTH + " deep",
                spans.of(token),
                "no design needs more than a few levels");
            return false;
          }
        }
        case DfabLexer.RBRACE, DfabLexer.RPAREN -> {
          if (!closes(token)) {
            return false;
          }
        }
        default -> {
          // every other token is the parser's business
        }
      }
      previous = token;
    }
    open.descendingIterator().forEachRemaining(this::neverClosed);
    return open.isEmpty();
  }

  private void illegal(Token token) {
    int point = token.getText().codePointAt(0);
    String shown =
        point > ' '
                && point != 0x7f
                && Character.isValidCodePoint(point)
                && !Character.isISOControl(point)
            ? "`" + token.getText() + "`"
            : String.format("U+%04X", point);
    reporter.error(
        Code.DF102,
        "the character " + shown + " is not part of the language",
        spans.of(token),
        "only comments and quoted texts may hold any character");
  }

  private boolean closes(Token token) {
    String close = token.getText();
    if (open.isEmpty()) {
      reporter.error(
          Code.DF105,
          "this `" + close + "` closes nothing",
          spans.of(token),
          "remove it, or look for a bracket closed too early above");
      return false;
    }
    Token partner = open.pop();
    boolean braces = partner.getType() == DfabLexer.LBRACE;
    if (braces == (token.getType() == DfabLexer.RBRACE)) {
      return true;
    }
    reporter.error(
        Code.DF105,
        "`"
            + close
            + "` stands where `"
            + (braces ? "}" : ")")
            + "` must close the bracket of line "
            + spans.of(partner).line(),
        spans.of(token),
        "close the bracket of line " + spans.of(partner).line() + " first");
    return false;
  }

  private void neverClosed(Token token) {
    String partner = token.getType() == DfabLexer.LBRACE ? "}" : ")";
    reporter.error(
        Code.DF105,
        "this `" + token.getText() + "` is never closed",
        spans.of(token),
        "add the missing `" + partner + "`");
  }

  private Span opening(Token token) {
    Span whole = spans.of(token);
    return new Span(whole.source(), whole.start(), whole.start() + 2);
  }
}
