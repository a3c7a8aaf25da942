package decodefab.tech;

/** What an integer lane multiplies with; the ordinal is MULTIPLIER of {@code dfab_int_dot}. */
public enum Multiplier {
  /** Look-up tables: selected, shifted and inverted activations, no multiplier. */
  LUT,
  /** One DSP slice per lane. */
  DSP,
  /** One DSP slice per two lanes, whose products of one activation share its 27 x 18 bit. */
  DSP_PAIR
}
