package decodefab.dsl.parse;

import decodefab.diag.Code;
import decodefab.diag.InputException;
import decodefab.diag.Reporter;
import decodefab.diag.SourceText;
import decodefab.diag.Span;
import decodefab.dsl.ast.FileNode;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Text to AST, or all that is wrong with its form. */
public final class DfabReader {
  private DfabReader() {}

  /**
   * Parses one file.
   *
   * @throws InputException with every syntax error that was found
   */
  public static FileNode parse(SourceText source) throws InputException {
    if (source.text().length() > SourceReader.MAX_BYTES) {
      throw SourceReader.tooLarge(source.name());
    }
    Reporter reporter = new Reporter();
    Spans spans = new Spans(source);
    DfabLexer lexer = new DfabLexer(CharStreams.fromString(source.text(), source.name()));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    boolean parseable = new TokenChecker(spans, reporter).check(tokens.getTokens());
    if (!reporter.hasErrors() && tokens.LA(1) == Token.EOF) {
      reporter.error(
          Code.DF109,
          "`" + source.name() + "` holds no design",
          new Span(source, 0, 0),
          "the smallest design is: design tiny { model \"folder\" }");
    }
    reporter.throwIfErrors();
    DfabParser parser = new DfabParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new FriendlyErrors(spans, reporter));
    DfabParser.FileContext tree = parser.file();
    reporter.throwIfErrors();
    if (!parseable) {
      throw new IllegalStateException("tokens were refused without a reason");
    }
    return new AstBuilder(spans).file(tree);
  }
}
