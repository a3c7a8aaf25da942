package decodefab.format;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds the codes of a group that was quantized before: where every weight is exactly what some
 * code stands for under some scale that can be stored, these are taken, whatever the rule for
 * scales says. The largest magnitude is tried as each of the elements. For formats of one level.
 */
final class Recovery {
  private static final int MAX_CODES = 256;

  private final TensorFormat format;
  private final ElementCode element;
  private final float tensorScale;

  /** Elements that are not zero, largest magnitude first; with a zero point, their differences. */
  private final double[] divisors;

  Recovery(TensorFormat format, float tensorScale) {
    this.format = format;
    this.element = format.element();
    this.tensorScale = tensorScale;
    IntStream codes = IntStream.range(0, element.codes()).filter(element::isNumber);
    boolean tried = element.codes() <= MAX_CODES && format.superGroup().isEmpty();
    this.divisors =
        (tried ? codes : IntStream.empty())
            .mapToObj(element::element)
            .filter(e -> e != 0)
            .distinct()
            .sorted((a, b) -> Double.compare(Math.abs(b), Math.abs(a)))
            .mapToDouble(Double::doubleValue)
            .toArray();
  }

  /** The group, exactly; empty when it was not quantized in this format. */
  Optional<QuantizedBlock> recover(float[] values, int from, int to) {
    Spread spread = Spread.of(values, from, to);
    if (spread.largest() == 0) {
      return Optional.empty();
    }
    return format.offset() instanceof Offset.Min m
        ? withMin(m, spread, values, from, to)
        : withoutMin(spread, values, from, to);
  }

  private Optional<QuantizedBlock> withoutMin(Spread spread, float[] values, int from, int to) {
    float largest = spread.max() >= -spread.min() ? spread.max() : spread.min();
    for (double divisor : divisors) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        // With a zero point every difference of two codes can be the largest, of either sign.
        double step = largest / divisor * (format.hasZeroPoint() ? sign : 1);
        boolean possible = sign > 0 || format.hasZeroPoint();
        Optional<QuantizedBlock> found =
            possible ? attempt(step, values, from, to) : Optional.empty();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<QuantizedBlock> attempt(double wanted, float[] values, int from, int to) {
    OptionalInt scale = format.scale().encode((float) (wanted / tensorScale));
    if (scale.isEmpty()) {
      return Optional.empty();
    }
    float step = Dequantizing.product(format.scale().value(scale.getAsInt()), tensorScale);
    int zero = format.hasZeroPoint() ? zeroPoint(values, from, to, step) : 0;
    return exact(new GroupScale(scale.getAsInt(), zero, step, 0, zero), values, from, to);
  }

  /** The smallest zero point that leaves no code below 0. */
  private int zeroPoint(float[] values, int from, int to, float step) {
    double lowest = 0;
    for (int i = from; i < to; i++) {
      lowest = Math.min(lowest, Math.rint(values[i] / (double) step));
    }
    return (int) Math.min(-lowest, element.codes() - 1.0);
  }

  private Optional<QuantizedBlock> withMin(
      Offset.Min offset, Spread spread, float[] values, int from, int to) {
    double range = (double) spread.max() - spread.min();
    for (int steps = element.codes() - 1; steps > 0; steps--) {
      OptionalInt scale = format.scale().encode((float) (range / steps / tensorScale));
      float step =
          scale.isEmpty()
              ? 0
              : Dequantizing.product(format.scale().value(scale.getAsInt()), tensorScale);
      // The lowest weight need not have code 0.
      for (int lowest = 0; step != 0 && lowest + steps < element.codes(); lowest++) {
        double wanted = spread.min() - (double) lowest * step;
        OptionalInt min = offset.code().encode((float) (wanted / tensorScale));
        if (min.isPresent()) {
          float base = Dequantizing.product(offset.code().value(min.getAsInt()), tensorScale);
          GroupScale group = new GroupScale(scale.getAsInt(), min.getAsInt(), step, base, 0);
          Optional<QuantizedBlock> found = exact(group, values, from, to);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<QuantizedBlock> exact(GroupScale group, float[] values, int from, int to) {
    if (group.step() == 0) {
      return Optional.empty();
    }
    int[] codes = new int[to - from];
    double unit = Math.scalb((double) group.step(), element.exponent());
    for (int i = from; i < to; i++) {
      double integer = Math.rint((values[i] - group.min()) / unit) + group.zero();
      OptionalInt code = element.codeOf((long) integer);
      if (code.isEmpty() || group.value(format, code.getAsInt()) != values[i]) {
        return Optional.empty();
      }
      codes[i - from] = code.getAsInt();
    }
    return Optional.of(
        new QuantizedBlock(
            0, 0, new int[] {group.scaleCode()}, new int[] {group.offsetCode()}, codes));
  }
}
