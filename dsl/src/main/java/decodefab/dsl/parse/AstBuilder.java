package decodefab.dsl.parse;

import decodefab.diag.Span;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.DesignDefinition;
import decodefab.dsl.ast.DeviceDefinition;
import decodefab.dsl.ast.FileNode;
import decodefab.dsl.ast.FormatDefinition;
import decodefab.dsl.ast.Include;
import decodefab.dsl.ast.Item;
import decodefab.dsl.ast.MemoryDefinition;
import decodefab.dsl.ast.ModelPart;
import decodefab.dsl.ast.Node;
import decodefab.dsl.ast.Setting;
import decodefab.dsl.ast.StringLiteral;
import decodefab.dsl.ast.TargetPart;
import java.util.Optional;

/** Builds items and clauses from a tree without syntax errors. */
final class AstBuilder extends DfabParserBaseVisitor<Node> {
  private final Spans spans;
  private final LeafBuilder leaves;
  private final ModelBuilder models;

  AstBuilder(Spans spans) {
    this.spans = spans;
    this.leaves = new LeafBuilder(spans);
    this.models = new ModelBuilder(spans, leaves);
  }

  FileNode file(DfabParser.FileContext ctx) {
    return new FileNode(
        ctx.item().stream().map(i -> (Item) visit(i)).toList(),
        new Span(spans.source(), 0, spans.source().text().length()));
  }

  // An item or a clause is exactly one definition: its only child.
  @Override
  protected Node aggregateResult(Node sum, Node next) {
    return next == null ? sum : next;
  }

  @Override
  public Include visitInclude(DfabParser.IncludeContext ctx) {
    return new Include(leaves.string(ctx.STRING().getSymbol()), spans.of(ctx));
  }

  @Override
  public FormatDefinition visitFormatDefinition(DfabParser.FormatDefinitionContext ctx) {
    return new FormatDefinition(
        leaves.name(ctx.name()), leaves.format(ctx.formatSpec()), spans.of(ctx));
  }

  @Override
  public MemoryDefinition visitMemoryDefinition(DfabParser.MemoryDefinitionContext ctx) {
    return new MemoryDefinition(
        leaves.name(ctx.name(0)),
        leaves.name(ctx.name(1)),
        ctx.memorySetting().stream().map(s -> (Setting) visit(s)).toList(),
        spans.of(ctx));
  }

  @Override
  public Setting visitMemoryScalar(DfabParser.MemoryScalarContext ctx) {
    return new Setting.Scalar(leaves.name(ctx.key), leaves.quantity(ctx.quantity()), spans.of(ctx));
  }

  @Override
  public Setting visitMemoryChannels(DfabParser.MemoryChannelsContext ctx) {
    return new Setting.Channels(
        leaves.name(ctx.CHANNELS().getSymbol()),
        leaves.number(ctx.number()),
        leaves.quantity(ctx.quantity(0)),
        Optional.ofNullable(ctx.quantity(1)).map(leaves::quantity),
        spans.of(ctx));
  }

  @Override
  public DeviceDefinition visitDeviceDefinition(DfabParser.DeviceDefinitionContext ctx) {
    return new DeviceDefinition(
        leaves.name(ctx.name()),
        visitTargetClause(ctx.targetClause()),
        ctx.memoryDefinition().stream().map(this::visitMemoryDefinition).toList(),
        spans.of(ctx));
  }

  @Override
  public DesignDefinition visitDesignDefinition(DfabParser.DesignDefinitionContext ctx) {
    return new DesignDefinition(
        leaves.name(ctx.name()),
        ctx.clause().stream().map(c -> (Clause) visit(c)).toList(),
        spans.of(ctx));
  }

  @Override
  public Clause visitModelFolder(DfabParser.ModelFolderContext ctx) {
    return new Clause.ModelFolderClause(leaves.string(ctx.STRING().getSymbol()), spans.of(ctx));
  }

  @Override
  public Clause visitModelBlock(DfabParser.ModelBlockContext ctx) {
    return new Clause.ModelBlock(
        ctx.modelPart().stream().map(p -> (ModelPart) models.visit(p)).toList(), spans.of(ctx));
  }

  @Override
  public Clause visitQuantizeClause(DfabParser.QuantizeClauseContext ctx) {
    return new Clause.Quantize(
        leaves.patterns(ctx.patterns()),
        leaves.format(ctx.formatSpec()),
        Optional.ofNullable(ctx.word()).map(leaves::word),
        spans.of(ctx));
  }

  @Override
  public Clause visitCalibrateClause(DfabParser.CalibrateClauseContext ctx) {
    return new Clause.Calibrate(leaves.string(ctx.STRING().getSymbol()), spans.of(ctx));
  }

  @Override
  public Clause visitSparsityClause(DfabParser.SparsityClauseContext ctx) {
    return new Clause.SparsityRule(
        leaves.patterns(ctx.patterns()), leaves.sparsity(ctx.sparsitySpec()), spans.of(ctx));
  }

  @Override
  public Clause visitPlaceClause(DfabParser.PlaceClauseContext ctx) {
    return new Clause.Place(
        leaves.patterns(ctx.patterns()), leaves.name(ctx.name()), spans.of(ctx));
  }

  @Override
  public Clause visitDatapathClause(DfabParser.DatapathClauseContext ctx) {
    return new Clause.DatapathBlock(
        ctx.datapathSetting().stream().map(s -> (Setting) visit(s)).toList(), spans.of(ctx));
  }

  @Override
  public Setting visitDatapathScalar(DfabParser.DatapathScalarContext ctx) {
    return new Setting.Scalar(leaves.name(ctx.key), leaves.quantity(ctx.quantity()), spans.of(ctx));
  }

  @Override
  public Setting visitDatapathVector(DfabParser.DatapathVectorContext ctx) {
    return new Setting.Vector(
        leaves.name(ctx.VECTOR().getSymbol()),
        leaves.number(ctx.number()),
        leaves.name(ctx.name()),
        spans.of(ctx));
  }

  @Override
  public Clause visitTileClause(DfabParser.TileClauseContext ctx) {
    return new Clause.TileBlock(
        leaves.name(ctx.name()),
        ctx.tileSetting().stream().map(this::visitTileSetting).toList(),
        spans.of(ctx));
  }

  @Override
  public Setting visitTileSetting(DfabParser.TileSettingContext ctx) {
    return new Setting.Scalar(leaves.name(ctx.key), leaves.quantity(ctx.quantity()), spans.of(ctx));
  }

  @Override
  public Clause.TargetClause visitTargetClause(DfabParser.TargetClauseContext ctx) {
    return new Clause.TargetClause(leaves.name(ctx.name(0)), targetPart(ctx), spans.of(ctx));
  }

  @Override
  public Clause visitGoalClause(DfabParser.GoalClauseContext ctx) {
    return new Clause.Goal(leaves.quantity(ctx.quantity()), spans.of(ctx));
  }

  private Optional<TargetPart> targetPart(DfabParser.TargetClauseContext ctx) {
    if (ctx.name().size() > 1) {
      return Optional.of(new TargetPart.Word(leaves.name(ctx.name(1))));
    }
    if (ctx.STRING() != null) {
      StringLiteral text = leaves.string(ctx.STRING().getSymbol());
      return Optional.of(new TargetPart.Quoted(text));
    }
    return Optional.ofNullable(ctx.quantity()).map(q -> new TargetPart.Node(leaves.quantity(q)));
  }
}
