package decodefab.tech;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A number as decodefab prints it: value, unit, method, range and source. What could not be
 * computed has no value and says why, so that it can never be taken for zero; whatever is computed
 * from it has no value either.
 *
 * <p>{@code low} and {@code high} are bounds, not standard deviations. Sums add lows to lows and
 * highs to highs, because the tables err together (all are too low or too high on a hot device).
 *
 * @param value the figure, or empty when it could not be computed
 * @param unit unit of value and range
 * @param method how the counts behind it were obtained
 * @param low lower bound, present exactly when the value is
 * @param high upper bound, present exactly when the value is
 * @param source where it comes from, never blank; for a missing figure the reason why it is missing
 */
public record Figure(
    OptionalDouble value,
    Unit unit,
    Method method,
    OptionalDouble low,
    OptionalDouble high,
    String source) {

  /** Checks that the range holds the value and that the source is said. */
  public Figure {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(method, "method");
    if (source.isBlank()) {
      throw new IllegalArgumentException("a figure needs a source, or a reason why it is missing");
    }
    if (value.isPresent() != low.isPresent() || value.isPresent() != high.isPresent()) {
      throw new IllegalArgumentException("value, low and high are present or missing together");
    }
    if (value.isPresent()) {
      double v = value.getAsDouble();
      if (!(low.getAsDouble() <= v && v <= high.getAsDouble())
          || !Double.isFinite(low.getAsDouble())
          || !Double.isFinite(high.getAsDouble())) {
        throw new IllegalArgumentException(
            "expected finite low <= value <= high, got " + low + ", " + value + ", " + high);
      }
    }
  }

  /** A figure with a range. */
  public static Figure ranged(
      double low, double value, double high, Unit unit, Method method, String source) {
    return new Figure(
        OptionalDouble.of(value),
        unit,
        method,
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        source);
  }

  /** A figure that is known exactly, such as a counter. */
  public static Figure exact(double value, Unit unit, Method method, String source) {
    return ranged(value, value, value, unit, method, source);
  }

  /** A figure that could not be computed, and why. */
  public static Figure missing(Unit unit, Method method, String reason) {
    return new Figure(
        OptionalDouble.empty(),
        unit,
        method,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        reason);
  }

  /** A tabulated number as a figure. */
  public static Figure of(Quantity quantity, Method method) {
    return quantity.times(1, quantity.unit(), method);
  }

  /** Whether there is a value. */
  public boolean isKnown() {
    return value.isPresent();
  }

  /** The sum; units must be equal, and a missing operand makes the sum missing for its reason. */
  public Figure plus(Figure other) {
    if (unit != other.unit) {
      throw new IllegalArgumentException(
          "cannot add " + other.unit.symbol() + " to " + unit.symbol());
    }
    Method weaker = method.weaker(other.method);
    if (!isKnown() || !other.isKnown()) {
      return missing(unit, weaker, isKnown() ? other.source : source);
    }
    return ranged(
        lowest() + other.lowest(),
        known() + other.known(),
        highest() + other.highest(),
        unit,
        weaker,
        join(source, other.source));
  }

  /** This figure times a factor of at least 0. */
  public Figure scale(double factor) {
    return scale(factor, unit);
  }

  /** This figure times a factor of at least 0 that changes its unit, such as seconds per token. */
  public Figure scale(double factor, Unit result) {
    if (!(factor >= 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException("a factor must be finite and at least 0, got " + factor);
    }
    return isKnown()
        ? ranged(lowest() * factor, known() * factor, highest() * factor, result, method, source)
        : missing(result, method, source);
  }

  /**
   * {@code numerator} over this figure: the bounds change places. Missing when this figure is
   * missing or its range reaches down to 0.
   */
  public Figure dividing(double numerator, Unit result) {
    if (!(numerator >= 0 && Double.isFinite(numerator))) {
      throw new IllegalArgumentException("a numerator must be finite and at least 0: " + numerator);
    }
    if (!isKnown()) {
      return missing(result, method, source);
    }
    if (lowest() <= 0) {
      return missing(result, method, "its divisor may be 0: " + source);
    }
    return ranged(
        numerator / highest(), numerator / known(), numerator / lowest(), result, method, source);
  }

  /** The same numbers with another source text. */
  public Figure withSource(String words) {
    return new Figure(value, unit, method, low, high, words);
  }

  /**
   * The sum of some figures of one unit. The sum of none is missing: nothing was counted.
   *
   * @param unit unit of all of them
   */
  public static Figure sum(Unit unit, List<Figure> figures) {
    return figures.stream()
        .reduce(Figure::plus)
        .map(
            f -> {
              if (f.unit != unit) {
                throw new IllegalArgumentException(
                    "expected " + unit.symbol() + ", got " + f.unit.symbol());
              }
              return f;
            })
        .orElseGet(() -> missing(unit, Method.ANALYTIC, "there is nothing to add"));
  }

  private double known() {
    return value.getAsDouble();
  }

  private double lowest() {
    return low.getAsDouble();
  }

  private double highest() {
    return high.getAsDouble();
  }

  /** Names each source once, in order of appearance. */
  private static String join(String a, String b) {
    Set<String> parts = new LinkedHashSet<>(List.of(a.split("; ")));
    parts.addAll(List.of(b.split("; ")));
    return String.join("; ", parts);
  }
}
