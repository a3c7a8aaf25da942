package decodefab.dsl.check;

import decodefab.design.ElementType;
import decodefab.design.FloatElement;
import decodefab.design.Grouping;
import decodefab.design.NumberFormat;
import decodefab.design.ScaleType;
import decodefab.design.SecondScale;
import decodefab.design.TernaryElement;
import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.FormatOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The options of one number format, gathered in the order in which they are written. */
final class FormatOptions {
  private final FormatPartReader parts;
  private final Reporter reporter;
  private final Set<String> seen = new HashSet<>();
  private Optional<Grouping> grouping = Optional.empty();
  private Optional<ScaleType> scale = Optional.empty();
  private Optional<ScaleType> min = Optional.empty();
  private Optional<SecondScale> second = Optional.empty();
  private boolean sound = true;

  FormatOptions(FormatPartReader parts, Reporter reporter) {
    this.parts = parts;
    this.reporter = reporter;
  }

  void read(FormatOption option) {
    String kind =
        switch (option) {
          case FormatOption.Per per -> {
            grouping = sound(parts.grouping(per));
            yield "per";
          }
          case FormatOption.Scale s -> {
            scale = sound(parts.scale(s));
            yield "scale";
          }
          case FormatOption.Min m -> {
            min = sound(parts.min(m));
            yield "min";
          }
          case FormatOption.Under u -> {
            second = sound(parts.second(u));
            yield "under";
          }
          case FormatOption.Packed p -> "packed";
          case FormatOption.Dynamic d -> "dynamic";
          case FormatOption.ZeroPoint z -> "zero point";
        };
    if (!seen.add(kind)) {
      reporter.error(
          Code.DF407,
          "`" + kind + "` is given twice for one format",
          option.span(),
          "keep one of them");
      sound = false;
    }
  }

  private <T> Optional<T> sound(Optional<T> part) {
    sound &= part.isPresent();
    return part;
  }

  /** Whether every option by itself is right. */
  boolean isSound() {
    return sound;
  }

  /** Whether five elements are to share a byte. */
  boolean isPacked() {
    return seen.contains("packed");
  }

  /** Floats wide enough to stand alone need no scale; everything else is scaled per group. */
  NumberFormat complete(ElementType written) {
    ElementType element =
        written instanceof TernaryElement && isPacked() ? new TernaryElement(true) : written;
    boolean alone = element instanceof FloatElement f && f.exponent() >= 5;
    boolean bare = alone && grouping.isEmpty() && scale.isEmpty();
    Grouping defaultGrouping =
        bare ? new Grouping.PerTensor() : new Grouping.PerGroup(NumberFormat.DEFAULT_GROUP);
    ScaleType chosen = scale.orElse(bare ? new ScaleType.NoScale() : ScaleType.FloatScale.F16);
    // An integer cannot be a scale by itself.
    Optional<SecondScale> above =
        second.isEmpty() && chosen instanceof ScaleType.IntScale
            ? Optional.of(new SecondScale(new Grouping.PerTensor(), ScaleType.FloatScale.F32))
            : second;
    return NumberFormat.inPlace(
            element,
            grouping.orElse(defaultGrouping),
            chosen,
            seen.contains("dynamic"),
            seen.contains("zero point"))
        .with(min, above);
  }
}
