package decodefab.dsl.parse;

import decodefab.diag.SourceText;
import decodefab.diag.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns ANTLR's positions, counted in code points, into spans, counted in characters. */
final class Spans {
  private final SourceText source;
  private final int[] charOffsets;

  Spans(SourceText source) {
    this.source = source;
    String text = source.text();
    this.charOffsets = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int i = 0; i < charOffsets.length - 1; i++) {
      charOffsets[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    charOffsets[charOffsets.length - 1] = text.length();
  }

  SourceText source() {
    return source;
  }

  Span of(Token token) {
    return of(token.getStartIndex(), token.getStopIndex());
  }

  Span of(ParserRuleContext context) {
    return of(context.getStart().getStartIndex(), context.getStop().getStopIndex());
  }

  Span between(Token first, Token last) {
    return of(first.getStartIndex(), last.getStopIndex());
  }

  /** From a first to a last code point, both included; the end of the file has no last one. */
  private Span of(int first, int last) {
    int start = charOffsets[Math.clamp(first, 0, charOffsets.length - 1)];
    int end = charOffsets[Math.clamp(last + 1L, 0, charOffsets.length - 1)];
    return new Span(source, start, Math.max(start, end));
  }
}
