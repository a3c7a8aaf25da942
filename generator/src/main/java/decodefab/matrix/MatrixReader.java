package decodefab.matrix;

import decodefab.diag.InputException;
import decodefab.diag.Reporter;
import decodefab.diag.SourceText;
import decodefab.diag.Span;
import decodefab.dsl.DesignChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a matrix file; {@code generator/REGRESS.md} describes it. */
final class MatrixReader {
  /** The override that is none. */
  static final String AS_WRITTEN = "none";

  private static final int LONGEST_NAME = 80;
  private static final Set<String> KEYS =
      joined(SettingsReader.KEYS, Set.of("designs", "overrides", "exclude"));
  private static final Set<String> DESIGN_KEYS =
      joined(SettingsReader.KEYS, Set.of("file", "overrides"));

  private final Reporter reporter = new Reporter();
  private final SettingsReader settings = new SettingsReader(reporter);

  private MatrixReader() {}

  /**
   * Reads a matrix.
   *
   * @param folder where its file lies
   * @throws InputException with all that is wrong with the file; designs are not looked at
   */
  static Matrix read(SourceText source, Path folder) throws InputException {
    return new MatrixReader().matrix(source, YamlReader.read(source), folder);
  }

  private Matrix matrix(SourceText source, YamlNode root, Path folder) throws InputException {
    if (!(root instanceof YamlNode.Fields)) {
      throw new InputException(
          MatrixCode.MALFORMED.at(
              root.span(), "a matrix is keys with values", "write such as: designs: [a.dfab]"));
    }
    FieldMap top = FieldMap.of(root, KEYS, "a matrix", reporter);
    Settings defaults = settings.read(top, Settings.standard());
    List<Variation> variations = variations(top).orElse(List.of(Variation.NONE));
    List<Matrix.Choice> designs = new ArrayList<>();
    for (YamlNode item : top.items("designs")) {
      design(item, top, defaults, variations).ifPresent(designs::add);
    }
    if (designs.isEmpty() && !reporter.hasErrors()) {
      report(root.span(), "a matrix names at least one design", "write such as: designs: [a.dfab]");
    }
    List<Exclusion> exclusions = top.items("exclude").stream().map(this::exclusion).toList();
    reporter.throwIfErrors();
    return new Matrix(Optional.of(source), folder, designs, exclusions);
  }

  /** The overrides of a list; empty where there is none. */
  private Optional<List<Variation>> variations(FieldMap fields) {
    List<Variation> variations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode item : fields.items("overrides")) {
      Variation variation = variation(item);
      if (!names.add(variation.name())) {
        report(
            item.span(),
            "a second override called `" + variation.name() + "`",
            "give it a `name` of its own");
      }
      variations.add(variation);
    }
    return variations.isEmpty() ? Optional.empty() : Optional.of(variations);
  }

  private Optional<Matrix.Choice> design(
      YamlNode item, FieldMap top, Settings defaults, List<Variation> variations) {
    if (item instanceof YamlNode.Scalar file && !file.text().isEmpty()) {
      return Optional.of(
          new Matrix.Choice(
              file.text(), defaults, variations, Optional.of(file.span()), top.place("tokens")));
    }
    FieldMap fields = FieldMap.of(item, DESIGN_KEYS, "a design", reporter);
    Optional<YamlNode.Scalar> file = fields.scalar("file");
    if (file.isEmpty() || file.get().text().isEmpty()) {
      report(item.span(), "a design is a file", "write such as: - file: a.dfab");
      return Optional.empty();
    }
    return Optional.of(
        new Matrix.Choice(
            file.get().text(),
            settings.read(fields, defaults),
            variations(fields).orElse(variations),
            Optional.of(file.get().span()),
            fields.place("tokens").or(() -> top.place("tokens"))));
  }

  private Variation variation(YamlNode item) {
    if (item instanceof YamlNode.Scalar word && word.text().equals(AS_WRITTEN)) {
      return new Variation("", List.of(), Optional.of(item.span()));
    }
    if (!(item instanceof YamlNode.Fields written)) {
      report(item.span(), "an override is keys with values", "write such as: - lanes: 64, or none");
      return Variation.NONE;
    }
    List<DesignChange> changes = new ArrayList<>();
    Optional<YamlNode.Scalar> name = Optional.empty();
    for (YamlNode.Field field : written.fields()) {
      if (!(field.value() instanceof YamlNode.Scalar value) || value.text().isEmpty()) {
        report(
            field.value().span(),
            "what `" + field.key().text() + "` is to be is a single value",
            "write it as a design does, in quotes where it has braces");
      } else if (field.key().text().equals("name")) {
        name = Optional.of(value);
      } else {
        changes.add(
            new DesignChange(field.key().text(), field.key().span(), value.text(), value.span()));
      }
    }
    if (changes.isEmpty()) {
      report(item.span(), "this override changes nothing", "write `none` for the design as it is");
    }
    return new Variation(name(name, changes), changes, Optional.of(item.span()));
  }

  /** A name of its own, or what it says without what a shell or a file system would mind. */
  private String name(Optional<YamlNode.Scalar> given, List<DesignChange> changes) {
    if (given.isPresent()) {
      String name = given.get().text();
      if (!name.matches("[A-Za-z0-9_.=-]{1," + LONGEST_NAME + "}") || name.equals(AS_WRITTEN)) {
        report(
            given.get().span(),
            "`" + name + "` cannot be the name of an override",
            "up to " + LONGEST_NAME + " letters, digits and _ . = -, but not `none`");
      }
      return name;
    }
    String name =
        changes.stream()
            .map(c -> word(c.key()) + "=" + word(c.value()))
            .collect(Collectors.joining("-"));
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private static String word(String text) {
    return text.replaceAll("[^A-Za-z0-9_.]+", "_").replaceAll("^_+|_+$", "");
  }

  private Exclusion exclusion(YamlNode item) {
    FieldMap fields =
        FieldMap.of(item, Set.of("design", "override", "seed"), "an exclusion", reporter);
    OptionalLong seed =
        fields.number("seed", 0, Long.MAX_VALUE).map(OptionalLong::of).orElse(OptionalLong.empty());
    Optional<String> design = fields.scalar("design").map(YamlNode.Scalar::text);
    Optional<String> override = fields.scalar("override").map(YamlNode.Scalar::text);
    if (design.isEmpty() && override.isEmpty() && seed.isEmpty() && !reporter.hasErrors()) {
      report(item.span(), "this would exclude everything", "name a design, an override or a seed");
    }
    return new Exclusion(design, override, seed, item.span());
  }

  private void report(Span span, String message, String help) {
    reporter.report(MatrixCode.MALFORMED.at(span, message, help));
  }

  private static Set<String> joined(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
