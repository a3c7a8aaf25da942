package decodefab.format;

/** Which neighbour a real number becomes; of magnitudes, so that signs do not matter. */
public enum Rounding {
  /** The nearest; half way, the one whose code is even, but the upper power of two for e8m0. */
  NEAREST,
  /** The next one towards zero. */
  DOWN,
  /** The next one away from zero. */
  UP
}
