package decodefab.dsl.check;

import decodefab.design.CalibrationFile;
import decodefab.design.Design;
import decodefab.design.FormatChoice;
import decodefab.design.FormatTable;
import decodefab.design.InlineModel;
import decodefab.design.LayerProblems;
import decodefab.design.ModelFolder;
import decodefab.design.ModelSource;
import decodefab.design.Quantizing;
import decodefab.design.Rule;
import decodefab.design.RuleTable;
import decodefab.design.Sparsity;
import decodefab.design.SparsityTable;
import decodefab.design.Target;
import decodefab.design.TensorPattern;
import decodefab.diag.Code;
import decodefab.diag.InputException;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.DesignDefinition;
import decodefab.dsl.ast.DeviceDefinition;
import decodefab.dsl.ast.FileNode;
import decodefab.dsl.ast.StringLiteral;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AST to design: runs every check, reports all that is wrong at once, fills in the defaults. */
public final class DesignChecker {
  private final FileNode file;
  private final Path folder;
  private final Reporter reporter = new Reporter();
  private final Values values = new Values(reporter);
  private final OriginTable origins = new OriginTable(reporter);
  private final BuildableChecker buildable = new BuildableChecker(reporter);
  private final RuleChecker rules = new RuleChecker(new PatternChecker(reporter), values, reporter);
  private final Scope scope;

  private DesignChecker(FileNode file, Path folder) {
    this.file = file;
    this.folder = folder;
    this.scope = new Scope(file.span().source(), reporter);
  }

  /**
   * Checks a main file.
   *
   * @param file what was parsed
   * @param folder where it lies: includes and the model's path start here
   * @param key the file's own place, by which a file that includes it is found out
   * @throws InputException with all that is wrong
   */
  public static Design check(FileNode file, Path folder, String key) throws InputException {
    return new DesignChecker(file, folder).check(key);
  }

  private Design check(String key) throws InputException {
    new IncludeLoader(folder, scope, reporter).load(file, key);
    List<DesignDefinition> designs = all(DesignDefinition.class, file.items());
    if (designs.isEmpty()) {
      reporter.error(
          Code.DF412,
          "this file holds no design",
          new Span(file.span().source(), 0, 0),
          "add such as: design tiny { model \"folder\" }");
    }
    for (DesignDefinition extra : designs.subList(Math.min(1, designs.size()), designs.size())) {
      reporter.error(
          Code.DF412,
          "a second design in one file",
          extra.name().span(),
          "give each design a file of its own");
    }
    if (designs.isEmpty()) {
      throw new InputException(reporter.sorted());
    }
    Design design = design(designs.getFirst());
    reporter.throwIfErrors();
    buildable.check(design);
    reporter.throwIfErrors();
    return design;
  }

  /**
   * Checks whether the fabric can build a design whose formats have been decided since it was read.
   *
   * @throws InputException with all that it cannot
   */
  public static void checkBuildable(Design design) throws InputException {
    Reporter reporter = new Reporter();
    new BuildableChecker(reporter).check(design);
    reporter.throwIfErrors();
  }

  private Design design(DesignDefinition written) throws InputException {
    NameChecker.check(written.name(), reporter);
    Span span = written.name().span();
    List<Clause> clauses = written.clauses();
    FormatChecker formats = new FormatChecker(scope, values, reporter);
    scope.formats().values().forEach(formats::define);
    all(Clause.Goal.class, clauses)
        .forEach(
            g ->
                values
                    .measure(g.rate(), "goal", Limits.GOAL)
                    .ifPresent(m -> buildable.goal(g.span())));
    DatapathChecker.Checked datapath =
        new DatapathChecker(values, origins, buildable, reporter)
            .check(
                one(Clause.DatapathBlock.class, clauses, "datapath"),
                one(Clause.TileBlock.class, clauses, "tile"),
                span);
    Optional<ModelSource> model = model(clauses, span);
    Optional<Clause.TargetClause> target = one(Clause.TargetClause.class, clauses, "target");
    TargetChecker targets = new TargetChecker(scope, values, reporter);
    Target chip = target.map(targets::check).orElseGet(() -> TargetChecker.standard(span));
    target.ifPresent(t -> origins.note("target", t.span()));
    Optional<Integer> layers =
        model.filter(InlineModel.class::isInstance).map(m -> ((InlineModel) m).layers());
    FormatTable formatTable = formats(clauses, formats, layers);
    Optional<CalibrationFile> calibration = calibration(clauses, layers.isPresent());
    SparsityTable sparsityTable = sparsity(clauses, layers);
    Optional<DeviceDefinition> device = target.flatMap(targets::device);
    MemoryChecker memories =
        new MemoryChecker(values, origins, reporter, datapath.datapath().lanes());
    PlacementChecker.Checked placement =
        new PlacementChecker(scope, memories, rules, reporter)
            .check(all(Clause.Place.class, clauses), device, layers, span);
    layersExist(placement.table().rules(), layers);
    if (model.isEmpty()) {
      throw new InputException(reporter.sorted());
    }
    return new Design(
        written.name().text(),
        file.span().source(),
        span,
        model.get(),
        calibration,
        formatTable,
        sparsityTable,
        placement.memories(),
        placement.table(),
        datapath.datapath(),
        datapath.tile(),
        chip,
        origins.origins());
  }

  private Optional<ModelSource> model(List<Clause> clauses, Span design) {
    List<Clause> models =
        clauses.stream()
            .filter(c -> c instanceof Clause.ModelFolderClause || c instanceof Clause.ModelBlock)
            .toList();
    if (models.isEmpty()) {
      reporter.error(
          Code.DF406,
          "the design lacks a model",
          design,
          "add `model \"folder\"` or `model { ... }`; everything else has a default");
      return Optional.empty();
    }
    models.stream().skip(1).forEach(m -> origins.twice("model", m.span()));
    Clause first = models.getFirst();
    origins.note("model", first.span());
    if (first instanceof Clause.ModelBlock block) {
      return new ModelChecker(values, origins, buildable, reporter)
          .check(block)
          .map(ModelSource.class::cast);
    }
    StringLiteral path = ((Clause.ModelFolderClause) first).path();
    return resolved(path, "name the folder that holds config.json, relative to this file")
        .map(to -> new ModelFolder(path.value(), to, path.span()));
  }

  private Optional<CalibrationFile> calibration(List<Clause> clauses, boolean inline) {
    Optional<Clause.Calibrate> written = one(Clause.Calibrate.class, clauses, "calibrate");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    StringLiteral path = written.get().path();
    if (inline) {
      reporter.error(
          Code.DF415,
          "a model written out has no tokenizer that could read a text",
          path.span(),
          "leave it out: inputs are then taken over tokens that the model itself chooses");
    }
    return resolved(path, "name a file of plain text, relative to this file")
        .map(to -> new CalibrationFile(path.value(), to, path.span()));
  }

  private Optional<Path> resolved(StringLiteral path, String help) {
    try {
      if (!path.value().isBlank()) {
        return Optional.of(folder.resolve(path.value()).normalize());
      }
    } catch (InvalidPathException e) {
      // falls through to the same answer as a blank path
    }
    reporter.error(Code.DF309, "this is not a path", path.span(), help);
    return Optional.empty();
  }

  private FormatTable formats(
      List<Clause> clauses, FormatChecker formats, Optional<Integer> layers) {
    List<Rule<FormatChoice>> written = new ArrayList<>();
    List<Rule<Quantizing>> ways = new ArrayList<>();
    ways.add(new Rule<>(new TensorPattern.AllWeights(), Quantizing.NEAREST, Optional.empty()));
    for (Clause.Quantize clause : all(Clause.Quantize.class, clauses)) {
      List<Rule<FormatChoice>> here = rules.rules(clause.patterns(), formats.use(clause.format()));
      Optional<Quantizing> by = rules.quantizing(clause.by());
      written.addAll(here);
      by.ifPresent(way -> here.forEach(r -> ways.add(new Rule<>(r.pattern(), way, r.origin()))));
      by.ifPresent(
          way -> clause.by().ifPresent(name -> here.forEach(r -> rules.applies(name, way, r))));
    }
    rules.contradictions(written, Code.DF402, "quantized");
    written.forEach(rules::fits);
    layersExist(written, layers);
    List<Rule<FormatChoice>> table = new ArrayList<>(FormatDefaults.rules());
    table.addAll(written);
    return new FormatTable(new RuleTable<>(table), new RuleTable<>(ways));
  }

  private SparsityTable sparsity(List<Clause> clauses, Optional<Integer> layers) {
    List<Rule<Sparsity>> written = new ArrayList<>();
    for (Clause.SparsityRule clause : all(Clause.SparsityRule.class, clauses)) {
      written.addAll(rules.rules(clause.patterns(), rules.sparsity(clause.sparsity())));
    }
    rules.contradictions(written, Code.DF404, "given a sparsity");
    written.forEach(rules::matrixOnly);
    layersExist(written, layers);
    List<Rule<Sparsity>> table = new ArrayList<>();
    table.add(new Rule<>(new TensorPattern.AllWeights(), new Sparsity.Dense(), Optional.empty()));
    table.addAll(written);
    return new SparsityTable(new RuleTable<>(table));
  }

  private <T> void layersExist(List<Rule<T>> written, Optional<Integer> layers) {
    layers.ifPresent(n -> LayerProblems.find(written, n).forEach(reporter::report));
  }

  private <T extends Clause> Optional<T> one(Class<T> type, List<Clause> clauses, String name) {
    List<T> found = all(type, clauses);
    found.stream().skip(1).forEach(c -> origins.twice(name, c.span()));
    return found.stream().findFirst();
  }

  private static <T> List<T> all(Class<T> type, List<?> nodes) {
    return nodes.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
