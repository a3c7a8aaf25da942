package decodefab.dsl.parse;

import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import java.util.Optional;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.FailedPredicateException;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Recovers from a syntax error as ANTLR does, and says what was wrong in the words of the language:
 * what stands there, what may stand there, and which keyword was probably meant.
 */
final class FriendlyErrors extends DefaultErrorStrategy {
  private final Spans spans;
  private final Reporter reporter;
  private int lastError = -1;

  FriendlyErrors(Spans spans, Reporter reporter) {
    this.spans = spans;
    this.reporter = reporter;
  }

  /**
   * Before each turn of a loop in brackets: reports a token that cannot go on, then skips to one
   * that can. ANTLR's own way would leave the block, whose closing bracket then closes the one
   * around it.
   */
  @Override
  public void sync(Parser parser) {
    ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
    boolean loop =
        state.getStateType() == ATNState.STAR_LOOP_ENTRY
            || state.getStateType() == ATNState.STAR_LOOP_BACK;
    IntervalSet next = parser.getATN().nextTokens(state);
    boolean stuck = !next.contains(Token.EPSILON) && !next.contains(parser.getInputStream().LA(1));
    if (loop && stuck && !inErrorRecoveryMode(parser)) {
      reportUnwantedToken(parser);
      consumeUntil(parser, next);
    } else {
      super.sync(parser);
    }
  }

  // Brackets are known to match here, so what is skipped is skipped with all that it encloses.
  @Override
  protected void consumeUntil(Parser parser, IntervalSet set) {
    int depth = 0;
    int type = parser.getInputStream().LA(1);
    while (type != Token.EOF && (depth > 0 || !set.contains(type))) {
      if (type == DfabLexer.LBRACE || type == DfabLexer.LPAREN) {
        depth++;
      } else if (type == DfabLexer.RBRACE || type == DfabLexer.RPAREN) {
        depth--;
      }
      parser.consume();
      type = parser.getInputStream().LA(1);
    }
  }

  @Override
  protected void reportNoViableAlternative(Parser parser, NoViableAltException e) {
    report(parser, e.getOffendingToken(), parser.getExpectedTokens());
  }

  @Override
  protected void reportInputMismatch(Parser parser, InputMismatchException e) {
    report(parser, e.getOffendingToken(), e.getExpectedTokens());
  }

  @Override
  protected void reportFailedPredicate(Parser parser, FailedPredicateException e) {
    report(parser, e.getOffendingToken(), parser.getExpectedTokens());
  }

  @Override
  protected void reportUnwantedToken(Parser parser) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      report(parser, parser.getCurrentToken(), getExpectedTokens(parser));
    }
  }

  @Override
  protected void reportMissingToken(Parser parser) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      report(parser, parser.getCurrentToken(), getExpectedTokens(parser));
    }
  }

  private void report(Parser parser, Token token, IntervalSet expected) {
    // An error right behind another is nearly always its echo (spaces are tokens too).
    boolean echo = lastError >= 0 && token.getTokenIndex() - lastError <= 2;
    lastError = token.getTokenIndex();
    if (echo) {
      return;
    }
    String found = TokenWords.found(token);
    if (TokenWords.isKeyword(token.getType()) && expected.contains(DfabLexer.IDENT)) {
      reporter.error(
          Code.DF101,
          found + " is a word of the language and cannot be a name",
          spans.of(token),
          "choose another name, such as `" + token.getText() + "_1`");
      return;
    }
    Optional<String> nearest =
        token.getType() == DfabLexer.IDENT || TokenWords.isKeyword(token.getType())
            ? Nearest.to(token.getText(), TokenWords.keywords(expected))
            : Optional.empty();
    reporter.error(
        Code.DF101,
        found + " is not expected " + place(parser.getContext()),
        spans.of(token),
        nearest
            .map(n -> "did you mean `" + n + "`?")
            .orElseGet(() -> "expected " + TokenWords.expected(expected)));
  }

  /** Where the parser is, as a user would say it. */
  private static String place(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case DfabParser.RULE_file, DfabParser.RULE_item -> "at the top of a file";
      case DfabParser.RULE_designDefinition, DfabParser.RULE_clause -> "in a design";
      case DfabParser.RULE_memoryDefinition, DfabParser.RULE_memorySetting -> "in a memory";
      case DfabParser.RULE_deviceDefinition -> "in a device";
      case DfabParser.RULE_datapathClause, DfabParser.RULE_datapathSetting -> "in a datapath";
      case DfabParser.RULE_tileClause, DfabParser.RULE_tileSetting -> "in a tile";
      case DfabParser.RULE_modelClause, DfabParser.RULE_modelPart -> "in a model";
      case DfabParser.RULE_statement, DfabParser.RULE_expression, DfabParser.RULE_argument ->
          "in an expression";
      case DfabParser.RULE_formatDefinition,
          DfabParser.RULE_formatSpec,
          DfabParser.RULE_formatOption,
          DfabParser.RULE_arguments ->
          "in a number format";
      case DfabParser.RULE_pattern, DfabParser.RULE_patterns, DfabParser.RULE_segment ->
          "in the name of a tensor";
      default -> "here";
    };
  }
}
