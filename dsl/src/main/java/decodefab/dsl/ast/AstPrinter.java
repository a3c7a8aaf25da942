package decodefab.dsl.ast;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes an AST as text in one canonical form: two spaces a level, one clause a line, comments
 * gone. Parsing that text gives the same AST again, spans aside.
 */
public final class AstPrinter {
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private AstPrinter() {}

  /** The canonical text of a file. */
  public static String print(FileNode file) {
    AstPrinter printer = new AstPrinter();
    file.items().forEach(printer::item);
    return printer.out.toString();
  }

  private void item(Item item) {
    switch (item) {
      case Include i -> clause(i);
      case FormatDefinition f -> clause(f);
      case MemoryDefinition m -> clause(m);
      case DeviceDefinition d -> clause(d);
      case DesignDefinition d -> block("design " + d.name().text(), d.clauses(), this::clause);
    }
  }

  private void clause(Clause clause) {
    switch (clause) {
      case Include i -> line("include " + quoted(i.path()));
      case FormatDefinition f -> line("format " + f.name().text() + " = " + format(f.format()));
      case MemoryDefinition m ->
          line("memory " + m.name().text() + " { " + m.kind().text() + spaced(m.settings()) + " }");
      case DeviceDefinition d -> {
        open("device " + d.name().text());
        line(target(d.target()));
        d.memories().forEach(this::clause);
        close();
      }
      case Clause.ModelFolderClause m -> line("model " + quoted(m.path()));
      case Clause.ModelBlock m -> block("model", m.parts(), this::part);
      case Clause.Quantize q ->
          line(
              "quantize "
                  + patterns(q.patterns())
                  + " as "
                  + format(q.format())
                  + q.by().map(by -> " by " + by.text()).orElse(""));
      case Clause.Calibrate c -> line("calibrate " + quoted(c.path()));
      case Clause.SparsityRule s ->
          line("sparsity " + patterns(s.patterns()) + " = " + sparsity(s.sparsity()));
      case Clause.Place p -> line("place " + patterns(p.patterns()) + " in " + p.memory().text());
      case Clause.DatapathBlock d -> line("datapath {" + spaced(d.settings()) + " }");
      case Clause.TileBlock t ->
          line("tile " + t.engine().text() + " {" + spaced(t.settings()) + " }");
      case Clause.TargetClause t -> line(target(t));
      case Clause.Goal g -> line("for " + quantity(g.rate()));
    }
  }

  private void part(ModelPart part) {
    switch (part) {
      case ModelPart.Size s -> line(s.key().text() + " " + quantity(s.value()));
      case ModelPart.Tied t -> line("tied");
      case ModelPart.Layer l -> block("layer", l.statements(), this::statement);
      case ModelPart.Head h -> line("head " + expression(h.value()));
    }
  }

  private void statement(Statement statement) {
    line(
        statement.target().text()
            + (statement.adds() ? " += " : " = ")
            + expression(statement.value()));
  }

  private static String expression(Expression expression) {
    return switch (expression) {
      case Expression.Variable v -> v.name().text();
      case Expression.Call c ->
          c.function().text()
              + c.arguments().stream()
                  .map(AstPrinter::argument)
                  .collect(Collectors.joining(", ", "(", ")"));
    };
  }

  private static String argument(Argument argument) {
    return switch (argument) {
      case Argument.Value v -> expression(v.value());
      case Argument.Named n -> n.name().text() + " " + quantity(n.value());
    };
  }

  private static String format(FormatSpec format) {
    return format.element().text()
        + arguments(format.arguments())
        + format.options().stream().map(o -> " " + option(o)).collect(Collectors.joining());
  }

  private static String option(FormatOption option) {
    return switch (option) {
      case FormatOption.Per p -> "per " + shared(p);
      case FormatOption.Scale s -> "scale " + s.type().text() + arguments(s.arguments());
      case FormatOption.Min m -> "min " + m.type().text() + arguments(m.arguments());
      case FormatOption.Under u -> "under " + shared(u.what()) + " " + option(u.scale());
      case FormatOption.Packed p -> "packed";
      case FormatOption.Dynamic d -> "dynamic";
      case FormatOption.ZeroPoint z -> "zero point";
    };
  }

  private static String shared(FormatOption.Per per) {
    return per.what().text() + arguments(per.arguments());
  }

  private static String arguments(List<NumberLiteral> arguments) {
    return arguments.isEmpty()
        ? ""
        : arguments.stream().map(NumberLiteral::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String spaced(List<Setting> settings) {
    return settings.stream().map(s -> " " + setting(s)).collect(Collectors.joining());
  }

  private static String setting(Setting setting) {
    String key = setting.key().text() + " ";
    return switch (setting) {
      case Setting.Scalar s -> key + quantity(s.value());
      case Setting.Channels c ->
          key
              + c.count().text()
              + " x "
              + quantity(c.width())
              + c.clock().map(q -> " at " + quantity(q)).orElse("");
      case Setting.Vector v -> key + v.count().text() + " x " + v.element().text();
    };
  }

  private static String sparsity(SparsitySpec sparsity) {
    return switch (sparsity) {
      case SparsitySpec.DenseSpec d -> "dense";
      case SparsitySpec.OfSpec o ->
          o.kept().text()
              + " of "
              + o.group().text()
              + o.by().map(name -> " by " + name.text()).orElse("");
      case SparsitySpec.WordsSpec w -> w.text();
      case SparsitySpec.BlockSpec b ->
          "block("
              + b.rows().text()
              + ", "
              + b.cols().text()
              + ")"
              + b.share().map(s -> " " + s.kept().text() + " of " + s.group().text()).orElse("")
              + b.by().map(name -> " by " + name.text()).orElse("");
    };
  }

  private static String target(Clause.TargetClause target) {
    Optional<String> part =
        target
            .part()
            .map(
                p ->
                    switch (p) {
                      case TargetPart.Word w -> w.name().text();
                      case TargetPart.Quoted q -> quoted(q.text());
                      case TargetPart.Node n -> quantity(n.size());
                    });
    return "target " + target.kind().text() + part.map(p -> " " + p).orElse("");
  }

  private static String quantity(Quantity quantity) {
    return quantity.number().text() + quantity.unit().map(u -> " " + u.text()).orElse("");
  }

  private static String patterns(List<Pattern> patterns) {
    return patterns.stream().map(Pattern::text).collect(Collectors.joining(", "));
  }

  private static String quoted(StringLiteral literal) {
    return "\"" + literal.value() + "\"";
  }

  private <T> void block(String head, List<T> children, Consumer<T> child) {
    open(head);
    children.forEach(child);
    close();
  }

  private void open(String head) {
    line(head + " {");
    depth++;
  }

  private void close() {
    depth--;
    line("}");
  }

  private void line(String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
