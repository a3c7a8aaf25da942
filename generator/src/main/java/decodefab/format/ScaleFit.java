package decodefab.format;

import java.util.Objects;

/**
 * What a rule wants for a group, in real numbers; not yet what can be stored.
 *
 * @param scale at least 0
 * @param min what code 0 should stand for, in formats with a minimum or a zero point; else 0
 * @param rounding how to store the scale
 */
public record ScaleFit(double scale, double min, Rounding rounding) {
  public ScaleFit {
    Objects.requireNonNull(rounding, "rounding");
    if (!(scale >= 0) || Double.isNaN(min)) {
      throw new IllegalArgumentException("scale " + scale + ", min " + min);
    }
  }

  /** A scale alone, stored as the nearest. */
  public static ScaleFit of(double scale) {
    return new ScaleFit(scale, 0, Rounding.NEAREST);
  }
}
