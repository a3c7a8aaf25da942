package decodefab.dsl.ast;

import decodefab.diag.SourceText;
import decodefab.diag.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random syntax trees: of sound form, of any meaning. */
final class AstArbitraries {
  private static final Span SPAN = new Span(new SourceText("random", ""), 0, 0);
  private static final int DEPTH = 3;

  private AstArbitraries() {}

  static Arbitrary<FileNode> files() {
    Arbitrary<Item> design =
        Combinators.combine(names(), clauses().list().ofMaxSize(6))
            .as((n, c) -> new DesignDefinition(n, c, SPAN));
    Arbitrary<Item> item =
        Arbitraries.oneOf(
            design, definitions().map(Item.class::cast), includes().map(Item.class::cast));
    return item.list().ofMinSize(1).ofMaxSize(4).map(i -> new FileNode(i, SPAN));
  }

  private static Arbitrary<Clause> clauses() {
    Arbitrary<List<Pattern>> patterns = patterns().list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(
        includes().map(Clause.class::cast),
        definitions(),
        strings().map(s -> new Clause.ModelFolderClause(s, SPAN)),
        parts().list().ofMaxSize(5).map(p -> new Clause.ModelBlock(p, SPAN)),
        Combinators.combine(patterns, formats(), names().optional())
            .as((p, f, by) -> new Clause.Quantize(p, f, by, SPAN)),
        strings().map(s -> new Clause.Calibrate(s, SPAN)),
        Combinators.combine(patterns, sparsities())
            .as((p, s) -> new Clause.SparsityRule(p, s, SPAN)),
        Combinators.combine(patterns, names()).as((p, n) -> new Clause.Place(p, n, SPAN)),
        settings("clock", "lanes", "batch")
            .list()
            .ofMaxSize(4)
            .map(s -> new Clause.DatapathBlock(s, SPAN)),
        Combinators.combine(names(), scalars("rows", "cols").list().ofMaxSize(3))
            .as((n, s) -> new Clause.TileBlock(n, s, SPAN)),
        targets().map(Clause.class::cast),
        quantities().map(q -> new Clause.Goal(q, SPAN)));
  }

  private static Arbitrary<Clause> definitions() {
    return Arbitraries.oneOf(
        Combinators.combine(names(), formats()).as((n, f) -> new FormatDefinition(n, f, SPAN)),
        memories().map(Clause.class::cast),
        Combinators.combine(names(), targets(), memories().list().ofMaxSize(2))
            .as((n, t, m) -> new DeviceDefinition(n, t, m, SPAN)));
  }

  private static Arbitrary<MemoryDefinition> memories() {
    Arbitrary<Setting> channels =
        Combinators.combine(numbers(), quantities(), quantities().optional())
            .as((n, w, c) -> new Setting.Channels(name("channels"), n, w, c, SPAN));
    Arbitrary<Setting> setting =
        Arbitraries.oneOf(scalars("capacity", "width", "latency", "energy", "bandwidth"), channels);
    return Combinators.combine(names(), names(), setting.list().ofMaxSize(4))
        .as((n, k, s) -> new MemoryDefinition(n, k, s, SPAN));
  }

  private static Arbitrary<Setting> settings(String... keys) {
    Arbitrary<Setting> vector =
        Combinators.combine(numbers(), names())
            .as((n, e) -> new Setting.Vector(name("vector"), n, e, SPAN));
    return Arbitraries.oneOf(scalars(keys), vector);
  }

  private static Arbitrary<Setting> scalars(String... keys) {
    return Combinators.combine(Arbitraries.of(keys), quantities())
        .as((k, q) -> new Setting.Scalar(name(k), q, SPAN));
  }

  private static Arbitrary<Clause.TargetClause> targets() {
    Arbitrary<TargetPart> part =
        Arbitraries.oneOf(
            names().map(TargetPart.Word::new),
            strings().map(TargetPart.Quoted::new),
            quantities().map(TargetPart.Node::new));
    return Combinators.combine(names(), part.optional())
        .as((n, p) -> new Clause.TargetClause(n, p, SPAN));
  }

  private static Arbitrary<ModelPart> parts() {
    Arbitrary<Statement> statement =
        Combinators.combine(variables(), Arbitraries.of(true, false), expressions(DEPTH))
            .as((v, a, e) -> new Statement(v, a, e, SPAN));
    Arbitrary<String> keys = Arbitraries.of("vocab", "dim", "layers", "context", "head_dim", "eps");
    return Arbitraries.oneOf(
        Combinators.combine(keys, quantities()).as((k, q) -> new ModelPart.Size(name(k), q, SPAN)),
        Arbitraries.just(new ModelPart.Tied(SPAN)),
        statement.list().ofMaxSize(3).map(s -> new ModelPart.Layer(s, SPAN)),
        expressions(DEPTH).map(e -> new ModelPart.Head(e, SPAN)));
  }

  private static Arbitrary<Expression> expressions(int depth) {
    Arbitrary<Expression> variable = variables().map(v -> new Expression.Variable(v, SPAN));
    if (depth == 0) {
      return variable;
    }
    Arbitrary<Argument> argument =
        Arbitraries.oneOf(
            expressions(depth - 1).map(e -> new Argument.Value(e, SPAN)),
            Combinators.combine(words(), quantities())
                .as((n, q) -> new Argument.Named(name(n), q, SPAN)));
    return Arbitraries.oneOf(
        variable,
        Combinators.combine(variables(), argument.list().ofMaxSize(3))
            .as((f, a) -> new Expression.Call(f, a, SPAN)));
  }

  private static Arbitrary<FormatSpec> formats() {
    Arbitrary<List<NumberLiteral>> arguments = numbers().list().ofMaxSize(3);
    Arbitrary<FormatOption> option =
        Arbitraries.oneOf(
            Combinators.combine(words(), arguments)
                .as((w, a) -> new FormatOption.Per(name(w), a, SPAN)),
            Combinators.combine(words(), arguments)
                .as((w, a) -> new FormatOption.Scale(name(w), a, SPAN)),
            Combinators.combine(words(), arguments)
                .as((w, a) -> new FormatOption.Min(name(w), a, SPAN)),
            Combinators.combine(words(), arguments, words(), arguments)
                .as(
                    (w, a, t, s) ->
                        new FormatOption.Under(
                            new FormatOption.Per(name(w), a, SPAN),
                            new FormatOption.Scale(name(t), s, SPAN),
                            SPAN)),
            Arbitraries.just(new FormatOption.Packed(SPAN)),
            Arbitraries.just(new FormatOption.Dynamic(SPAN)),
            Arbitraries.just(new FormatOption.ZeroPoint(SPAN)));
    return Combinators.combine(names(), arguments, option.list().ofMaxSize(4))
        .as((n, a, o) -> new FormatSpec(n, a, o, SPAN));
  }

  private static Arbitrary<SparsitySpec> sparsities() {
    return Arbitraries.oneOf(
        Arbitraries.just(new SparsitySpec.DenseSpec(SPAN)),
        Combinators.combine(numbers(), numbers(), names().optional())
            .as((n, m, by) -> new SparsitySpec.OfSpec(n, m, by, SPAN)),
        Combinators.combine(names(), names()).as((a, b) -> new SparsitySpec.WordsSpec(a, b, SPAN)),
        Combinators.combine(numbers(), numbers(), shares().optional(), names().optional())
            .as((r, c, share, by) -> new SparsitySpec.BlockSpec(r, c, share, by, SPAN)));
  }

  private static Arbitrary<SparsitySpec.Share> shares() {
    return Combinators.combine(numbers(), numbers()).as(SparsitySpec.Share::new);
  }

  private static Arbitrary<Pattern> patterns() {
    Arbitrary<String> layer = Arbitraries.integers().between(0, 99).map(i -> Integer.toString(i));
    Arbitrary<Segment> segment =
        Arbitraries.oneOf(
            words().map(w -> new Segment.Word(w, SPAN)), Arbitraries.just(new Segment.Star(SPAN)));
    // Numbers stand between words, as a number and a dot and a number would be one decimal.
    Arbitrary<Segment> number =
        Arbitraries.oneOf(
            layer.map(l -> new Segment.Index(l, SPAN)),
            Combinators.combine(layer, layer).as((f, l) -> new Segment.Range(f, l, SPAN)));
    return Combinators.combine(segment, number.optional(), segment.optional())
        .as(
            (first, middle, last) -> {
              ArrayList<Segment> all = new ArrayList<>(List.of(first));
              middle.ifPresent(all::add);
              last.ifPresent(all::add);
              return new Pattern(all, SPAN);
            });
  }

  private static Arbitrary<Include> includes() {
    return strings().map(s -> new Include(s, SPAN));
  }

  private static Arbitrary<StringLiteral> strings() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('\u00e9', '\u4e2d')
        .excludeChars('"')
        .ofMaxLength(12)
        .map(s -> new StringLiteral(s, SPAN));
  }

  private static Arbitrary<Quantity> quantities() {
    Arbitrary<Optional<Name>> unit =
        Arbitraries.of("MiB", "bit", "MHz", "pJ/bit", "GB/s", "cycles", "furlong")
            .map(AstArbitraries::name)
            .optional();
    return Combinators.combine(numbers(), unit).as((n, u) -> new Quantity(n, u, SPAN));
  }

  private static Arbitrary<NumberLiteral> numbers() {
    return Arbitraries.of("0", "1", "8", "-3", "2.5", "-0.125", "1e-5", "10E+3", "123456789012345")
        .map(t -> new NumberLiteral(t, SPAN));
  }

  private static Arbitrary<Name> variables() {
    return Arbitraries.oneOf(names(), Arbitraries.just(name("x")));
  }

  private static Arbitrary<String> words() {
    return Arbitraries.oneOf(
        names().map(Name::text),
        Arbitraries.of("head", "layers", "block", "x", "model", "per", "head_dim", "in"));
  }

  private static Arbitrary<Name> names() {
    return Arbitraries.of("w4", "hbm", "int", "group", "on_chip", "Mixed_Case", "_a", "z9")
        .map(AstArbitraries::name);
  }

  private static Name name(String text) {
    return new Name(text, SPAN);
  }
}
