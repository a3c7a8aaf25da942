package decodefab.dsl.check;

import decodefab.design.FloatElement;
import decodefab.design.Grouping;
import decodefab.design.IntElement;
import decodefab.design.NumberFormat;
import decodefab.design.ScaleType;
import decodefab.design.TernaryElement;
import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.FormatSpec;
import java.util.Optional;

/** Whether the parts of a number format go together. */
final class FormatRules {
  private final FormatSpec spec;
  private final Reporter reporter;
  private boolean sound = true;

  FormatRules(FormatSpec spec, Reporter reporter) {
    this.spec = spec;
    this.reporter = reporter;
  }

  /** The format, if it contradicts itself nowhere. */
  Optional<NumberFormat> check(NumberFormat format, FormatOptions options) {
    boolean integer = format.element() instanceof IntElement;
    String element = format.element().text();
    refuse(
        format.zeroPoint() && !integer,
        "`zero point` belongs to int, not to " + element,
        "remove `zero point`");
    refuse(
        format.min().isPresent() && !integer,
        "`min` belongs to int, not to " + element,
        "remove `min`");
    refuse(
        format.min().isPresent() && format.zeroPoint(),
        "`min` and `zero point` both say where the codes begin",
        "keep one of them");
    refuse(
        options.isPacked() && !(format.element() instanceof TernaryElement),
        "`packed` belongs to ternary, not to " + element,
        "remove `packed`");
    refuse(
        format.scale() instanceof ScaleType.NoScale && !(format.element() instanceof FloatElement),
        element + " needs a scale",
        "write a scale such as `scale f16`");
    second(format);
    return sound ? Optional.of(format) : Optional.empty();
  }

  private void second(NumberFormat format) {
    format.second().ifPresent(s -> secondScale(format, s.grouping()));
    boolean underGroup =
        format.second().map(s -> s.grouping() instanceof Grouping.PerGroup).orElse(false);
    refuse(
        !underGroup && format.min().map(m -> m instanceof ScaleType.IntScale).orElse(false),
        "an integer minimum needs a second scale over groups",
        "write `under group(256) scale f16`, or `min f16`");
  }

  private void secondScale(NumberFormat format, Grouping grouping) {
    refuse(
        format.scale() instanceof ScaleType.NoScale,
        "a format without scale has none to put under a second one",
        "write a scale such as `scale e4m3`");
    if (grouping instanceof Grouping.PerGroup outer) {
      boolean nested =
          format.grouping() instanceof Grouping.PerGroup inner
              && outer.size() > inner.size()
              && outer.size() % inner.size() == 0;
      refuse(
          !nested,
          "`under "
              + grouping.text()
              + "` does not hold whole groups of `per "
              + format.grouping().text()
              + "`",
          "write a multiple of the group, such as `per group(32)` ... `under group(256)`");
    }
    refuse(
        grouping instanceof Grouping.PerTensor && format.grouping() instanceof Grouping.PerTensor,
        "`under tensor` has nothing to add to a scale per tensor",
        "write `per group(32)` or `per row`");
  }

  private void refuse(boolean wrong, String message, String help) {
    if (wrong) {
      reporter.error(Code.DF411, message, spec.span(), help);
      sound = false;
    }
  }
}
