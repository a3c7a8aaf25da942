package decodefab.dsl.parse;

import decodefab.dsl.ast.Argument;
import decodefab.dsl.ast.Expression;
import decodefab.dsl.ast.ModelPart;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.Node;
import decodefab.dsl.ast.Statement;

/** Builds the parts of an inline model: sizes, statements, expressions. */
final class ModelBuilder extends DfabParserBaseVisitor<Node> {
  private final Spans spans;
  private final LeafBuilder leaves;

  ModelBuilder(Spans spans, LeafBuilder leaves) {
    this.spans = spans;
    this.leaves = leaves;
  }

  @Override
  public ModelPart visitModelNumber(DfabParser.ModelNumberContext ctx) {
    return new ModelPart.Size(leaves.name(ctx.key), leaves.quantity(ctx.quantity()), spans.of(ctx));
  }

  @Override
  public ModelPart visitModelTied(DfabParser.ModelTiedContext ctx) {
    return new ModelPart.Tied(spans.of(ctx));
  }

  @Override
  public ModelPart visitModelLayer(DfabParser.ModelLayerContext ctx) {
    return new ModelPart.Layer(
        ctx.statement().stream().map(this::visitStatement).toList(), spans.of(ctx));
  }

  @Override
  public ModelPart visitModelHead(DfabParser.ModelHeadContext ctx) {
    return new ModelPart.Head(visitExpression(ctx.expression()), spans.of(ctx));
  }

  @Override
  public Statement visitStatement(DfabParser.StatementContext ctx) {
    return new Statement(
        leaves.name(ctx.variable().getStart()),
        ctx.op.getType() == DfabParser.PLUS_ASSIGN,
        visitExpression(ctx.expression()),
        spans.of(ctx));
  }

  @Override
  public Expression visitExpression(DfabParser.ExpressionContext ctx) {
    Name name = leaves.name(ctx.variable().getStart());
    if (ctx.LPAREN() == null) {
      return new Expression.Variable(name, spans.of(ctx));
    }
    return new Expression.Call(
        name, ctx.argument().stream().map(a -> (Argument) visit(a)).toList(), spans.of(ctx));
  }

  @Override
  public Argument visitNamedArgument(DfabParser.NamedArgumentContext ctx) {
    return new Argument.Named(
        leaves.word(ctx.word()), leaves.quantity(ctx.quantity()), spans.of(ctx));
  }

  @Override
  public Argument visitValueArgument(DfabParser.ValueArgumentContext ctx) {
    return new Argument.Value(visitExpression(ctx.expression()), spans.of(ctx));
  }
}
