package decodefab.dsl.check;

import decodefab.design.ElementType;
import decodefab.design.FloatElement;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.NumberFormat;
import decodefab.design.ScaleType;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.FormatDefinition;
import decodefab.dsl.ast.FormatOption;
import decodefab.dsl.ast.FormatSpec;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Number formats: names resolved, arguments in range, defaults filled in. */
final class FormatChecker {
  private final Scope scope;
  private final FormatPartReader parts;
  private final Reporter reporter;

  FormatChecker(Scope scope, Values values, Reporter reporter) {
    this.scope = scope;
    this.parts = new FormatPartReader(scope, values, reporter);
    this.reporter = reporter;
  }

  /** A format where it is used: by name, or written in place. */
  Optional<NumberFormat> use(FormatSpec spec) {
    if (!spec.isBareWord() || spec.element().text().equals("ternary")) {
      return check(spec);
    }
    String name = spec.element().text();
    FormatDefinition definition = scope.formats().get(name);
    if (definition != null) {
      return define(definition);
    }
    if (FormatPartReader.ELEMENTS.contains(name)) {
      return check(spec);
    }
    reporter.error(
        Code.DF201,
        "no format is called `" + name + "`",
        spec.element().span(),
        Nearest.help(name, scope.formats().keySet(), "format"));
    return Optional.empty();
  }

  /** A format where it is defined. */
  Optional<NumberFormat> define(FormatDefinition definition) {
    return check(definition.format())
        .map(
            f ->
                new NumberFormat(
                    definition.name().text(),
                    f.element(),
                    f.grouping(),
                    f.scale(),
                    f.dynamic(),
                    f.zeroPoint()));
  }

  private Optional<NumberFormat> check(FormatSpec spec) {
    Optional<ElementType> element = parts.element(spec.element(), spec.arguments());
    Optional<Grouping> grouping = Optional.empty();
    Optional<ScaleType> scale = Optional.empty();
    boolean dynamic = false;
    boolean zeroPoint = false;
    boolean sound = true;
    Set<String> seen = new HashSet<>();
    for (FormatOption option : spec.options()) {
      String kind;
      switch (option) {
        case FormatOption.Per per -> {
          kind = "per";
          grouping = parts.grouping(per);
          sound &= grouping.isPresent();
        }
        case FormatOption.Scale s -> {
          kind = "scale";
          scale = parts.scale(s);
          sound &= scale.isPresent();
        }
        case FormatOption.Dynamic d -> {
          kind = "dynamic";
          dynamic = true;
        }
        case FormatOption.ZeroPoint z -> {
          kind = "zero point";
          zeroPoint = true;
        }
      }
      if (!seen.add(kind)) {
        reporter.error(
            Code.DF407,
            "`" + kind + "` is given twice for one format",
            option.span(),
            "keep one of them");
        sound = false;
      }
    }
    if (element.isEmpty() || !sound) {
      return Optional.empty();
    }
    return consistent(spec, complete(element.get(), grouping, scale, dynamic, zeroPoint));
  }

  /** Floats wide enough to stand alone need no scale; everything else is scaled per group. */
  private static NumberFormat complete(
      ElementType element,
      Optional<Grouping> grouping,
      Optional<ScaleType> scale,
      boolean dynamic,
      boolean zeroPoint) {
    boolean alone = element instanceof FloatElement f && f.exponent() >= 5;
    boolean bare = alone && grouping.isEmpty() && scale.isEmpty();
    Grouping defaultGrouping =
        bare ? new Grouping.PerTensor() : new Grouping.PerGroup(NumberFormat.DEFAULT_GROUP);
    ScaleType defaultScale = bare ? new ScaleType.NoScale() : ScaleType.FloatScale.F16;
    return NumberFormat.inPlace(
        element, grouping.orElse(defaultGrouping), scale.orElse(defaultScale), dynamic, zeroPoint);
  }

  private Optional<NumberFormat> consistent(FormatSpec spec, NumberFormat format) {
    if (format.zeroPoint() && !(format.element() instanceof IntElement)) {
      reporter.error(
          Code.DF411,
          "`zero point` belongs to int, not to " + format.element().text(),
          spec.span(),
          "remove `zero point`");
      return Optional.empty();
    }
    if (format.scale() instanceof ScaleType.NoScale
        && !(format.element() instanceof FloatElement)) {
      reporter.error(
          Code.DF411,
          format.element().text() + " needs a scale",
          spec.span(),
          "write a scale such as `scale f16`");
      return Optional.empty();
    }
    return Optional.of(format);
  }
}
