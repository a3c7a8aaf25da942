package decodefab.dsl.check;

import decodefab.design.AsStored;
import decodefab.design.ElementType;
import decodefab.design.FormatChoice;
import decodefab.design.NumberFormat;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.FormatDefinition;
import decodefab.dsl.ast.FormatSpec;
import java.util.Optional;

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

  /** A format where it is used: by name, written in place, or that of the model's file. */
  Optional<FormatChoice> use(FormatSpec spec) {
    return spec.isBareWord() && spec.element().text().equals(AsStored.WORD)
        ? Optional.of(new AsStored())
        : format(spec).map(FormatChoice.class::cast);
  }

  private Optional<NumberFormat> format(FormatSpec spec) {
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
    return check(definition.format()).map(f -> f.named(definition.name().text()));
  }

  private Optional<NumberFormat> check(FormatSpec spec) {
    Optional<ElementType> element = parts.element(spec.element(), spec.arguments());
    FormatOptions options = new FormatOptions(parts, reporter);
    spec.options().forEach(options::read);
    if (element.isEmpty() || !options.isSound()) {
      return Optional.empty();
    }
    return new FormatRules(spec, reporter).check(options.complete(element.get()), options);
  }
}
