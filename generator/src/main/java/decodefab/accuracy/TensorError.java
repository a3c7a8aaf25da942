package decodefab.accuracy;

import java.util.Objects;

/**
 * What a format does to one matrix.
 *
 * @param name canonical name of the tensor
 * @param role its name without the layer
 * @param format what the design calls its format, and how codes are found if not to nearest
 * @param elements weights
 * @param bits bits that a weight costs, with its share of the scales of whole groups
 * @param bytes stored, without padding
 * @param signal sum of the squares of the original weights
 * @param noise sum of the squares of the differences
 */
public record TensorError(
    String name,
    String role,
    String format,
    long elements,
    double bits,
    long bytes,
    double signal,
    double noise) {
  public TensorError {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(format, "format");
    if (elements < 1 || !(signal >= 0) || !(noise >= 0)) {
      throw new IllegalArgumentException(name + ": " + signal + " over " + noise);
    }
  }

  /** Signal-to-noise ratio in dB; infinite where every weight is its code. */
  public double decibels() {
    return decibels(signal, noise);
  }

  /** The ratio of two sums of squares in dB. */
  static double decibels(double signal, double noise) {
    return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
  }
}
