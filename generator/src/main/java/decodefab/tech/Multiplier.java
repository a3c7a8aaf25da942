package decodefab.tech;

/** What an integer lane multiplies with. */
public enum Multiplier {
  /** Look-up tables: many small multipliers, more energy than a DSP at 8 bits. */
  LUT,
  /** One DSP slice per lane, which is what synthesis takes for the shipped int8 x int8 lane. */
  DSP
}
