package decodefab.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Scales of the groups of a super-group: the second scale lets the largest of them be the largest
 * code, and the others are rounded to what is left.
 */
final class SecondLevel {
  private final TensorFormat format;
  private final ScaleCode second;
  private final float tensorScale;

  SecondLevel(TensorFormat format, float tensorScale) {
    this.format = format;
    this.second = format.superGroup().orElseThrow().scale();
    this.tensorScale = tensorScale;
  }

  /** Stored scales for what the rule wants of each group; empty when the second scale overflows. */
  Optional<BlockScales> store(List<ScaleFit> fits) {
    double largest = fits.stream().mapToDouble(ScaleFit::scale).max().orElseThrow();
    OptionalInt superScale = wanted(largest, format.scale(), 1);
    OptionalInt superMin = OptionalInt.of(0);
    if (format.offset() instanceof Offset.Min m) {
      double deepest = fits.stream().mapToDouble(f -> Math.abs(f.min())).max().orElseThrow();
      // Minima of a type without sign are below zero by the sign of the scale above them.
      superMin = wanted(deepest, m.code(), m.code().isSigned() ? 1 : -1);
    }
    if (superScale.isEmpty() || superMin.isEmpty()) {
      return Optional.empty();
    }
    float scaleAbove = second.value(superScale.getAsInt());
    float minAbove = second.value(superMin.getAsInt());
    List<GroupScale> groups = new ArrayList<>();
    for (ScaleFit fit : fits) {
      groups.add(group(fit, scaleAbove, minAbove));
    }
    return Optional.of(new BlockScales(superScale.getAsInt(), superMin.getAsInt(), groups));
  }

  private OptionalInt wanted(double largest, ScaleCode below, int sign) {
    return second.encode((float) (sign * largest / below.largest() / tensorScale));
  }

  private GroupScale group(ScaleFit fit, float scaleAbove, float minAbove) {
    int scale = below(format.scale(), fit.scale(), scaleAbove);
    float step = total(format.scale(), scale, scaleAbove);
    return switch (format.offset()) {
      case Offset.None n -> new GroupScale(scale, 0, step, 0, 0);
      case Offset.ZeroPoint z -> GroupScale.withZeroPoint(format, scale, step, fit.min());
      case Offset.Min m -> {
        int min = below(m.code(), fit.min(), minAbove);
        yield new GroupScale(scale, min, step, total(m.code(), min, minAbove), 0);
      }
    };
  }

  /** Rounding the second scale down can leave a group just beyond the largest code. */
  private int below(ScaleCode code, double wanted, float above) {
    if (above == 0) {
      return code.encode(0).orElseThrow();
    }
    double relative = wanted / above / tensorScale;
    double clamped = Math.max(-code.largest(), Math.min(code.largest(), relative));
    return code.encode((float) (code.isSigned() ? clamped : Math.max(0, clamped))).orElseThrow();
  }

  private float total(ScaleCode code, int stored, float above) {
    return Dequantizing.product(Dequantizing.product(code.value(stored), above), tensorScale);
  }
}
