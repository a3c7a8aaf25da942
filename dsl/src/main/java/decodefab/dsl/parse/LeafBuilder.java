package decodefab.dsl.parse;

import decodefab.diag.Span;
import decodefab.dsl.ast.FormatOption;
import decodefab.dsl.ast.FormatSpec;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.Node;
import decodefab.dsl.ast.NumberLiteral;
import decodefab.dsl.ast.Pattern;
import decodefab.dsl.ast.Quantity;
import decodefab.dsl.ast.Segment;
import decodefab.dsl.ast.SparsitySpec;
import decodefab.dsl.ast.StringLiteral;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Builds what stands inside clauses: names, quantities, formats, patterns. */
final class LeafBuilder extends DfabParserBaseVisitor<Node> {
  private final Spans spans;

  LeafBuilder(Spans spans) {
    this.spans = spans;
  }

  Name name(DfabParser.NameContext ctx) {
    return name(ctx.IDENT().getSymbol());
  }

  Name name(Token token) {
    return new Name(token.getText(), spans.of(token));
  }

  Name word(DfabParser.WordContext ctx) {
    return name(ctx.getStart());
  }

  StringLiteral string(Token token) {
    String quoted = token.getText();
    return new StringLiteral(quoted.substring(1, quoted.length() - 1), spans.of(token));
  }

  NumberLiteral number(DfabParser.NumberContext ctx) {
    return new NumberLiteral(ctx.getText(), spans.of(ctx));
  }

  Quantity quantity(DfabParser.QuantityContext ctx) {
    return new Quantity(
        number(ctx.number()),
        Optional.ofNullable(ctx.unit()).map(u -> new Name(u.getText(), spans.of(u))),
        spans.of(ctx));
  }

  FormatSpec format(DfabParser.FormatSpecContext ctx) {
    return new FormatSpec(
        name(ctx.name()),
        arguments(ctx.arguments()),
        ctx.formatOption().stream().map(o -> (FormatOption) visit(o)).toList(),
        spans.of(ctx));
  }

  SparsitySpec sparsity(DfabParser.SparsitySpecContext ctx) {
    return (SparsitySpec) visit(ctx);
  }

  List<Pattern> patterns(DfabParser.PatternsContext ctx) {
    return ctx.pattern().stream().map(this::visitPattern).toList();
  }

  @Override
  public FormatOption visitPerOption(DfabParser.PerOptionContext ctx) {
    return new FormatOption.Per(word(ctx.word()), arguments(ctx.arguments()), spans.of(ctx));
  }

  @Override
  public FormatOption visitScaleOption(DfabParser.ScaleOptionContext ctx) {
    return new FormatOption.Scale(word(ctx.word()), arguments(ctx.arguments()), spans.of(ctx));
  }

  @Override
  public FormatOption visitMinOption(DfabParser.MinOptionContext ctx) {
    return new FormatOption.Min(word(ctx.word()), arguments(ctx.arguments()), spans.of(ctx));
  }

  @Override
  public FormatOption visitUnderOption(DfabParser.UnderOptionContext ctx) {
    return new FormatOption.Under(
        new FormatOption.Per(word(ctx.what), arguments(ctx.sharing), spans.of(ctx.what)),
        new FormatOption.Scale(word(ctx.type), arguments(ctx.stored), spans.of(ctx.type)),
        spans.of(ctx));
  }

  @Override
  public FormatOption visitPackedOption(DfabParser.PackedOptionContext ctx) {
    return new FormatOption.Packed(spans.of(ctx));
  }

  @Override
  public FormatOption visitDynamicOption(DfabParser.DynamicOptionContext ctx) {
    return new FormatOption.Dynamic(spans.of(ctx));
  }

  @Override
  public FormatOption visitZeroPointOption(DfabParser.ZeroPointOptionContext ctx) {
    return new FormatOption.ZeroPoint(spans.of(ctx));
  }

  @Override
  public SparsitySpec visitSparsityDense(DfabParser.SparsityDenseContext ctx) {
    return new SparsitySpec.DenseSpec(spans.of(ctx));
  }

  @Override
  public SparsitySpec visitSparsityOf(DfabParser.SparsityOfContext ctx) {
    return new SparsitySpec.OfSpec(
        number(ctx.number(0)),
        number(ctx.number(1)),
        Optional.ofNullable(ctx.word()).map(this::word),
        spans.of(ctx));
  }

  @Override
  public SparsitySpec visitSparsityBlock(DfabParser.SparsityBlockContext ctx) {
    Optional<SparsitySpec.Share> share =
        Optional.ofNullable(ctx.kept)
            .map(kept -> new SparsitySpec.Share(number(kept), number(ctx.group)));
    return new SparsitySpec.BlockSpec(
        number(ctx.rows),
        number(ctx.cols),
        share,
        Optional.ofNullable(ctx.word()).map(this::word),
        spans.of(ctx));
  }

  @Override
  public SparsitySpec visitSparsityWords(DfabParser.SparsityWordsContext ctx) {
    return new SparsitySpec.WordsSpec(name(ctx.name(0)), name(ctx.name(1)), spans.of(ctx));
  }

  @Override
  public Pattern visitPattern(DfabParser.PatternContext ctx) {
    return new Pattern(ctx.segment().stream().map(s -> (Segment) visit(s)).toList(), spans.of(ctx));
  }

  @Override
  public Segment visitWordSegment(DfabParser.WordSegmentContext ctx) {
    return new Segment.Word(ctx.getText(), spans.of(ctx));
  }

  @Override
  public Segment visitIndexSegment(DfabParser.IndexSegmentContext ctx) {
    return new Segment.Index(ctx.getText(), spans.of(ctx));
  }

  @Override
  public Segment visitRangeSegment(DfabParser.RangeSegmentContext ctx) {
    Span span = spans.of(ctx);
    return new Segment.Range(ctx.NUMBER(0).getText(), ctx.NUMBER(1).getText(), span);
  }

  @Override
  public Segment visitStarSegment(DfabParser.StarSegmentContext ctx) {
    return new Segment.Star(spans.of(ctx));
  }

  private List<NumberLiteral> arguments(DfabParser.ArgumentsContext ctx) {
    return ctx == null ? List.of() : ctx.number().stream().map(this::number).toList();
  }
}
