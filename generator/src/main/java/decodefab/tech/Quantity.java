package decodefab.tech;

import java.util.Objects;

/**
 * A tabulated number: what is believed ({@code nominal}), the bounds that the sources leave open,
 * and where it comes from.
 *
 * @param low smallest plausible value, at least 0 except for a {@link Unit#COEFFICIENT}
 * @param nominal the value to calculate with
 * @param high largest plausible value
 * @param unit unit of all three
 * @param sureness the weakest evidence that the row rests on
 * @param source where the number comes from, in words; never blank
 */
public record Quantity(
    double low, double nominal, double high, Unit unit, Sureness sureness, String source) {

  /** Checks order, sign and source. */
  public Quantity {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(sureness, "sureness");
    if (!(Double.isFinite(low) && Double.isFinite(nominal) && Double.isFinite(high))) {
      throw new IllegalArgumentException("a tabulated number must be finite");
    }
    if (!(low <= nominal && nominal <= high)) {
      throw new IllegalArgumentException(
          "expected low <= nominal <= high, got " + low + ", " + nominal + ", " + high);
    }
    if (low < 0 && unit != Unit.COEFFICIENT) {
      throw new IllegalArgumentException("a " + unit.symbol() + " cannot be negative: " + low);
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("a tabulated number needs a source");
    }
  }

  /** All three values times a factor of at least 0. */
  public Quantity scale(double factor) {
    requireFactor(factor);
    return new Quantity(low * factor, nominal * factor, high * factor, unit, sureness, source);
  }

  /**
   * The product of two independent ranges of non-negative numbers, in this quantity's unit; the
   * sureness is the weaker one and both sources are named.
   */
  public Quantity times(Quantity factor) {
    return new Quantity(
        low * factor.low,
        nominal * factor.nominal,
        high * factor.high,
        unit,
        weaker(factor),
        source + "; times " + factor.source);
  }

  /** The sum of two quantities of the same unit; lows add to lows and highs to highs. */
  public Quantity plus(Quantity other) {
    if (unit != other.unit) {
      throw new IllegalArgumentException(
          "cannot add " + other.unit.symbol() + " to " + unit.symbol());
    }
    return new Quantity(
        low + other.low,
        nominal + other.nominal,
        high + other.high,
        unit,
        weaker(other),
        source + "; plus " + other.source);
  }

  /**
   * A figure of {@code count} times this quantity, in another unit.
   *
   * @param count how often it happens, at least 0, unit conversion included
   * @param result unit of the product
   * @param method where the count comes from
   */
  public Figure times(double count, Unit result, Method method) {
    requireFactor(count);
    return Figure.ranged(low * count, nominal * count, high * count, result, method, source);
  }

  private Sureness weaker(Quantity other) {
    return sureness.compareTo(other.sureness) >= 0 ? sureness : other.sureness;
  }

  private static void requireFactor(double factor) {
    if (!(factor >= 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException("a factor must be finite and at least 0, got " + factor);
    }
  }
}
