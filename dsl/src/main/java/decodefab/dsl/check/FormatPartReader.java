package decodefab.dsl.check;

import decodefab.design.CodebookElement;
import decodefab.design.ElementType;
import decodefab.design.FloatElement;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.ScaleType;
import decodefab.design.SecondScale;
import decodefab.design.TernaryElement;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.FormatOption;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.NumberLiteral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a number format, each by itself: element type, grouping, scale type. */
final class FormatPartReader {
  static final List<String> ELEMENTS = List.of("int", "float", "ternary", "codebook");
  private static final List<String> GROUPINGS = List.of("tensor", "row", "head", "token", "group");
  private static final List<String> SCALES =
      List.of("f32", "f16", "bf16", "e8m0", "e4m3", "int", "uint", "none");

  /** Floating-point types with a sign. */
  private static final List<String> MIN_TYPES = List.of("f32", "f16", "bf16");

  private final Scope scope;
  private final Values values;
  private final Reporter reporter;

  FormatPartReader(Scope scope, Values values, Reporter reporter) {
    this.scope = scope;
    this.values = values;
    this.reporter = reporter;
  }

  /** An element type; empty when it is wrong. */
  Optional<ElementType> element(Name name, List<NumberLiteral> arguments) {
    return switch (name.text()) {
      case "int" ->
          arguments(name, arguments, 1, "int(4)")
              ? values
                  .count(arguments.getFirst(), "int bits", IntElement.MIN_BITS, IntElement.MAX_BITS)
                  .map(IntElement::new)
              : Optional.empty();
      case "ternary" ->
          arguments(name, arguments, 0, "ternary")
              ? Optional.of(new TernaryElement())
              : Optional.empty();
      case "float" -> {
        if (!arguments(name, arguments, 2, "float(2, 1)")) {
          yield Optional.empty();
        }
        Optional<Integer> exponent = values.count(arguments.get(0), "exponent bits", 1, 8);
        Optional<Integer> mantissa = values.count(arguments.get(1), "mantissa bits", 0, 23);
        yield exponent.flatMap(e -> mantissa.map(m -> new FloatElement(e, m)));
      }
      case "codebook" -> codebook(name, arguments);
      default -> {
        reporter.error(
            Code.DF208,
            "`" + name.text() + "` is not an element type",
            name.span(),
            scope.formats().containsKey(name.text())
                ? "a named format is used as it is: write `" + name.text() + "` alone"
                : Nearest.help(name.text(), ELEMENTS, "element type"));
        yield Optional.empty();
      }
    };
  }

  private Optional<ElementType> codebook(Name name, List<NumberLiteral> arguments) {
    List<Double> read = new ArrayList<>();
    arguments.forEach(a -> values.number(a).map(BigDecimal::doubleValue).ifPresent(read::add));
    int size = arguments.size();
    boolean rising = true;
    for (int i = 1; i < read.size(); i++) {
      rising &= read.get(i) > read.get(i - 1);
    }
    if (size < 2 || size > CodebookElement.MAX_VALUES || Integer.bitCount(size) != 1 || !rising) {
      reporter.error(
          Code.DF308,
          "a codebook needs 2, 4, 8, ... or 256 rising values; this one has "
              + size
              + (rising ? "" : ", not rising"),
          name.span(),
          "write codebook(-1, 0, 1, 2)");
      return Optional.empty();
    }
    return read.size() == size ? Optional.of(new CodebookElement(read)) : Optional.empty();
  }

  /** What shares a scale; empty when it is wrong. */
  Optional<Grouping> grouping(FormatOption.Per per) {
    String word = per.what().text();
    if (!GROUPINGS.contains(word)) {
      reporter.error(
          Code.DF208,
          "`per " + word + "` is not a grouping",
          per.what().span(),
          Nearest.help(word, GROUPINGS, "grouping"));
      return Optional.empty();
    }
    boolean group = word.equals("group");
    if (!arguments(per.what(), per.arguments(), group ? 1 : 0, group ? "group(32)" : word)) {
      return Optional.empty();
    }
    return switch (word) {
      case "tensor" -> Optional.of(new Grouping.PerTensor());
      case "row" -> Optional.of(new Grouping.PerRow());
      case "head" -> Optional.of(new Grouping.PerHead());
      case "token" -> Optional.of(new Grouping.PerToken());
      default ->
          values
              .count(per.arguments().getFirst(), "group size", 1, Grouping.PerGroup.MAX_SIZE)
              .map(Grouping.PerGroup::new);
    };
  }

  /** A scale type; empty when it is wrong. */
  Optional<ScaleType> scale(FormatOption.Scale scale) {
    String word = scale.type().text();
    if (!SCALES.contains(word)) {
      reporter.error(
          Code.DF208,
          "`" + word + "` is not a scale type",
          scale.type().span(),
          Nearest.help(word, SCALES, "scale type"));
      return Optional.empty();
    }
    boolean isInt = word.equals("int") || word.equals("uint");
    if (!arguments(scale.type(), scale.arguments(), isInt ? 1 : 0, isInt ? word + "(6)" : word)) {
      return Optional.empty();
    }
    if (isInt) {
      return values
          .count(
              scale.arguments().getFirst(), "scale bits", IntElement.MIN_BITS, IntElement.MAX_BITS)
          .map(bits -> new ScaleType.IntScale(bits, word.equals("int")));
    }
    for (ScaleType.FloatScale type : ScaleType.FloatScale.values()) {
      if (type.text().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.of(new ScaleType.NoScale());
  }

  /** How a minimum is stored: a type with a sign, or an integer under a scale with one. */
  Optional<ScaleType> min(FormatOption.Min min) {
    Optional<ScaleType> type =
        scale(new FormatOption.Scale(min.type(), min.arguments(), min.span()));
    boolean fits =
        type.isEmpty()
            || type.get() instanceof ScaleType.IntScale
            || MIN_TYPES.contains(type.get().text());
    if (!fits) {
      reporter.error(
          Code.DF411,
          "a minimum cannot be stored as " + type.get().text(),
          min.span(),
          "write `min f16`, f32, bf16, int(N) or uint(N)");
    }
    return fits ? type : Optional.empty();
  }

  /** What shares a second scale, and how that is stored. */
  Optional<SecondScale> second(FormatOption.Under under) {
    Optional<Grouping> grouping = grouping(under.what());
    Optional<ScaleType> scale = scale(under.scale());
    if (grouping.isEmpty() || scale.isEmpty()) {
      return Optional.empty();
    }
    boolean shared =
        grouping.get() instanceof Grouping.PerGroup || grouping.get() instanceof Grouping.PerTensor;
    if (shared && scale.get() instanceof ScaleType.FloatScale f) {
      return Optional.of(new SecondScale(grouping.get(), f));
    }
    reporter.error(
        Code.DF411,
        shared
            ? "a second scale cannot be stored as " + scale.get().text()
            : "groups are not put under a second scale per " + grouping.get().text(),
        under.span(),
        "write `under group(256) scale f16` or `under tensor scale f32`");
    return Optional.empty();
  }

  private boolean arguments(Name name, List<NumberLiteral> given, int wanted, String example) {
    if (given.size() == wanted) {
      return true;
    }
    reporter.error(
        Code.DF308,
        "`" + name.text() + "` takes " + counted(wanted) + " in parentheses, not " + given.size(),
        name.span(),
        "write " + example);
    return false;
  }

  private static String counted(int wanted) {
    return wanted == 0 ? "nothing" : wanted == 1 ? "one number" : wanted + " numbers";
  }
}
