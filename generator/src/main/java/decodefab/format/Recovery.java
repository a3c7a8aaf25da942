package decodefab.format;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the codes of a group that was quantized before: where every weight is exactly what some
 * code stands for under some scale that can be stored, these are taken, whatever the rule for
 * scales says. The largest magnitude is tried as each of the elements. For formats of one level.
 * With a minimum it finds what half-precision scales and minima made; of more than 32 codes, if the
 * lowest weight has code 0.
 */
final class Recovery {
  private static final int MAX_CODES = 256;
  private static final int MANY_CODES = 32;

  private final TensorFormat format;
  private final ElementCode element;
  private final float tensorScale;

  /**
   * What the largest weight can be in units of the step.
   *
   * @param element before its scale
   * @param mirrored whether its opposite is one too, so that a step below zero has nothing to add
   */
  private record Divisor(double element, boolean mirrored) {}

  /** Largest magnitude first. */
  private final List<Divisor> divisors;

  Recovery(TensorFormat format, float tensorScale) {
    this.format = format;
    this.element = format.element();
    this.tensorScale = tensorScale;
    boolean tried = element.codes() <= MAX_CODES && format.superGroup().isEmpty();
    this.divisors = tried ? divisors(format) : List.of();
  }

  private static List<Divisor> divisors(TensorFormat format) {
    ElementCode element = format.element();
    List<Double> elements =
        IntStream.range(0, element.codes())
            .filter(element::isNumber)
            .mapToObj(element::element)
            // With a zero point a difference of two codes can have either sign.
            .flatMap(e -> format.hasZeroPoint() ? Stream.of(e, -e) : Stream.of(e))
            .filter(e -> e != 0)
            .distinct()
            .toList();
    return elements.stream()
        .sorted(Comparator.comparingDouble(e -> -Math.abs(e)))
        .map(e -> new Divisor(e, elements.contains(-e)))
        .toList();
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
    for (Divisor d : divisors) {
      double divisor = d.element();
      double unit = Math.scalb(largest / divisor, element.exponent());
      if ((unit < 0 && d.mirrored()) || !areIntegers(unit, values, from, to)) {
        continue;
      }
      for (int scale : format.scale().around((float) (largest / divisor / tensorScale))) {
        float step = step(scale);
        if (step != 0 && Dequantizing.value(divisor, step, 0) == largest) {
          int zero = format.hasZeroPoint() ? zeroPoint(values, from, to, step) : 0;
          GroupScale group = new GroupScale(scale, zero, step, 0, zero);
          Optional<QuantizedBlock> found = exact(group, values, from, to);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private float step(int scale) {
    return Dequantizing.product(format.scale().value(scale), tensorScale);
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
    // The lowest weight need not have code 0; of long tables only that is tried.
    int lows = element.codes() <= MANY_CODES ? element.codes() : 1;
    for (int steps = divisors.size(); steps > 0; steps--) {
      OptionalInt scale = format.scale().encode((float) (range / steps / tensorScale));
      float step = scale.isEmpty() ? 0 : step(scale.getAsInt());
      for (int low = 0; step != 0 && low < lows && low + steps < element.codes(); low++) {
        double wanted = spread.min() - (double) low * step;
        OptionalInt min = offset.code().encode((float) (wanted / tensorScale));
        if (min.isPresent()) {
          float base = Dequantizing.product(offset.code().value(min.getAsInt()), tensorScale);
          boolean ends =
              Dequantizing.value(low, step, base) == spread.min()
                  && Dequantizing.value(low + steps, step, base) == spread.max();
          GroupScale group = new GroupScale(scale.getAsInt(), min.getAsInt(), step, base, 0);
          Optional<QuantizedBlock> found = ends ? exact(group, values, from, to) : Optional.empty();
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<QuantizedBlock> exact(GroupScale group, float[] values, int from, int to) {
    double unit = Math.scalb((double) group.step(), element.exponent());
    int[] codes = new int[to - from];
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

  /** Whether all weights are nearly whole multiples of a unit, which few candidates survive. */
  private static boolean areIntegers(double unit, float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      double multiple = values[i] / unit;
      // Weight and unit come from products that were rounded to 24 bits.
      double slack = Math.abs(multiple) * 0x1p-22;
      if (Math.abs(multiple - Math.rint(multiple)) > slack) {
        return false;
      }
    }
    return true;
  }
}
