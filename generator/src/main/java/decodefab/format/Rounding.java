package decodefab.format;

/** Which neighbour a real number becomes; of magnitudes, so that signs do not matter. */
public enum Rounding {
  /** The nearest; half way, the one whose code is even. */
  NEAREST,
  /** The next one towards zero. */
  DOWN,
  /** The next one away from zero. */
  UP
}
