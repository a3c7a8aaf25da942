package decodefab.format;

import java.util.Objects;

/**
 * How the fabric quantizes a vector while it runs: integer codes, symmetric about zero, and for
 * each group a scale that follows from its largest magnitude.
 *
 * @param bits of a code, 2 to 16
 * @param scale what the scale is rounded to before anything is divided by it: {@link ScaleCode#F32}
 *     leaves it as it is
 */
public record DynamicFormat(int bits, ScaleCode scale) {
  /** Widest code that the fabric quantizes to. */
  public static final int MOST_BITS = 16;

  /** What activations are quantized to where a design says nothing. */
  public static final DynamicFormat ACTIVATIONS = new DynamicFormat(8, ScaleCode.F32);

  /** What keys and values are quantized to where a design says nothing. */
  public static final DynamicFormat CACHE = new DynamicFormat(8, ScaleCode.F16);

  public DynamicFormat {
    Objects.requireNonNull(scale, "scale");
    if (bits < 2 || bits > MOST_BITS) {
      throw new IllegalArgumentException("codes of " + bits + " bits");
    }
  }

  /** Largest code; the smallest is its negative. */
  public int limit() {
    return (1 << (bits - 1)) - 1;
  }

  /** A group's scale before it is rounded is its largest magnitude times this. */
  public float inverseLimit() {
    return 1f / limit();
  }

  /** As a design writes it, without the grouping. */
  public String text() {
    return "int(" + bits + ") scale " + scale.text();
  }
}
