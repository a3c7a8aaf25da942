package decodefab.format;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The scale and offset of one group, as codes and as the numbers that the fabric multiplies with.
 *
 * @param scaleCode code of the scale
 * @param offsetCode code of the zero point or minimum; 0 where the format has none
 * @param step scale of the group with all scales above it
 * @param min what the group adds; 0 where the format has no minimum
 * @param zero the zero point; 0 where the format has none
 */
record GroupScale(int scaleCode, int offsetCode, float step, float min, int zero) {
  /** What is nearest to a fit in a format of one level; empty when it overflows. */
  static Optional<GroupScale> stored(TensorFormat format, ScaleFit fit, float tensorScale) {
    OptionalInt scale = format.scale().encode((float) (fit.scale() / tensorScale), fit.rounding());
    if (scale.isEmpty()) {
      return Optional.empty();
    }
    float step = Dequantizing.product(format.scale().value(scale.getAsInt()), tensorScale);
    return switch (format.offset()) {
      case Offset.None n -> Optional.of(new GroupScale(scale.getAsInt(), 0, step, 0, 0));
      case Offset.ZeroPoint z ->
          Optional.of(withZeroPoint(format, scale.getAsInt(), step, fit.min()));
      case Offset.Min m -> {
        OptionalInt min = m.code().encode((float) (fit.min() / tensorScale));
        yield min.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new GroupScale(
                    scale.getAsInt(),
                    min.getAsInt(),
                    step,
                    Dequantizing.product(m.code().value(min.getAsInt()), tensorScale),
                    0));
      }
    };
  }

  /** A zero point near where the range begins. */
  static GroupScale withZeroPoint(TensorFormat format, int scale, float step, double min) {
    int zero = step == 0 ? 0 : format.element().encode(-min / step);
    return new GroupScale(scale, zero, step, 0, zero);
  }

  /** A fit taken as it is, without codes. */
  static GroupScale unstored(TensorFormat format, ScaleFit fit) {
    float step = (float) fit.scale();
    return format.hasZeroPoint()
        ? withZeroPoint(format, 0, step, fit.min())
        : new GroupScale(0, 0, step, (float) fit.min(), 0);
  }

  /** The code nearest to a weight. */
  int code(TensorFormat format, double weight) {
    ElementCode element = format.element();
    return switch (format.offset()) {
      case Offset.None n -> element.encode(step == 0 ? 0 : weight / step);
      case Offset.ZeroPoint z -> element.encode(step == 0 ? zero : Math.rint(weight / step) + zero);
      case Offset.Min m -> element.encode(step == 0 ? 0 : (weight - min) / step);
    };
  }

  /** The number that a code of the group stands for. */
  float value(TensorFormat format, int code) {
    ElementCode element = format.element();
    double integer = (double) element.value(code) - zero;
    return Dequantizing.value(Math.scalb(integer, element.exponent()), step, min);
  }
}
