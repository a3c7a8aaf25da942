package decodefab.format;

import decodefab.design.CodebookElement;
import decodefab.design.ElementType;
import decodefab.design.FloatElement;
import decodefab.design.IntElement;
import decodefab.design.TernaryElement;
import java.util.BitSet;
import java.util.List;

/** The decode tables of the language's element types. */
public final class ElementCodes {
  /** Most exponent bits of a small float: one more, and a value no longer fits 64 bits. */
  public static final int MAX_FLOAT_EXPONENT = 5;

  /** Most bits of exponent and mantissa together of a small float. */
  public static final int MAX_FLOAT_BITS = 7;

  /** Bits of the integers that stand for the entries of a codebook. */
  public static final int CODEBOOK_BITS = 16;

  private ElementCodes() {}

  /**
   * Whether an element type decodes to small integers: all do but floats of more than {@value
   * #MAX_FLOAT_EXPONENT} exponent bits or more than a byte, such as fp32.
   */
  public static boolean isCoded(ElementType element) {
    return switch (element) {
      case IntElement i -> true;
      case TernaryElement t -> true;
      case FloatElement f ->
          f.exponent() <= MAX_FLOAT_EXPONENT && f.exponent() + f.mantissa() <= MAX_FLOAT_BITS;
      case CodebookElement c -> true;
    };
  }

  /**
   * The table of an element type of a format without zero point.
   *
   * @throws IllegalArgumentException unless {@link #isCoded}
   */
  public static ElementCode of(ElementType element) {
    return switch (element) {
      case IntElement i -> signed(i.bits());
      case TernaryElement t -> ternary();
      case FloatElement f -> smallFloat(f.exponent(), f.mantissa());
      case CodebookElement c -> codebook(c.values(), CODEBOOK_BITS);
    };
  }

  /**
   * Two's complement. {@link ElementCode#encode} leaves the most negative code out, so that a sign
   * change of the weights is a sign change of the codes; imported tensors may use it.
   *
   * @param bits 2 to 16
   */
  public static ElementCode signed(int bits) {
    new IntElement(bits);
    int codes = 1 << bits;
    long[] values = new long[codes];
    for (int code = 0; code < codes; code++) {
      values[code] = code < codes / 2 ? code : code - codes;
    }
    BitSet encoded = all(codes);
    encoded.clear(codes / 2);
    return new ElementCode("int(" + bits + ")", 0, values, all(codes), encoded);
  }

  /**
   * The integers from 0 on, of formats with a zero point or a minimum.
   *
   * @param bits 2 to 16
   */
  public static ElementCode unsigned(int bits) {
    new IntElement(bits);
    int codes = 1 << bits;
    long[] values = new long[codes];
    for (int code = 0; code < codes; code++) {
      values[code] = code;
    }
    return new ElementCode("uint(" + bits + ")", 0, values, all(codes), all(codes));
  }

  /** -1, 0 and 1 in two's complement of two bits; 0b10 is no number. */
  public static ElementCode ternary() {
    BitSet numbers = all(4);
    numbers.clear(0b10);
    return new ElementCode("ternary", 0, new long[] {0, 1, 0, -1}, numbers, numbers);
  }

  /**
   * Sign, exponent and mantissa, with subnormals and a bias of 2^(exponent - 1) - 1. Every code is
   * a number, as in the OCP MX formats E2M1, E2M3 and E3M2, but for the two 8-bit floats of OCP's
   * FP8: {@code float(4, 3)} has a NaN of each sign where all other bits are set, and no infinity
   * (largest 448); {@code float(5, 2)} keeps its last exponent for infinities and NaN as IEEE 754
   * does (largest 57344).
   *
   * @param exponent bits, 1 to 5
   * @param mantissa bits, 0 to 7 - exponent
   */
  public static ElementCode smallFloat(int exponent, int mantissa) {
    FloatElement type = new FloatElement(exponent, mantissa);
    if (!isCoded(type)) {
      throw new IllegalArgumentException(type.text() + " does not decode to small integers");
    }
    int half = 1 << (exponent + mantissa);
    long[] values = new long[2 * half];
    BitSet numbers = all(2 * half);
    for (int code = 0; code < half; code++) {
      int field = code >> mantissa;
      long fraction = code & ((1 << mantissa) - 1);
      boolean special =
          (exponent == 4 && mantissa == 3 && code == half - 1)
              || (exponent == 5 && mantissa == 2 && field == 31);
      if (special) {
        numbers.clear(code);
        numbers.clear(half + code);
      } else {
        values[code] = field == 0 ? fraction : (fraction + (1L << mantissa)) << (field - 1);
        values[half + code] = -values[code];
      }
    }
    int bias = (1 << (exponent - 1)) - 1;
    return new ElementCode(type.text(), 1 - bias - mantissa, values, numbers, numbers);
  }

  /**
   * A table of reals, as integers of limited width that share a power of two. The largest magnitude
   * fills the width; each entry is rounded to the nearest multiple of that power, so it is wrong by
   * at most 2^(2 - bits) of the largest magnitude, and exact where the entries are short numbers.
   *
   * @param entries 2, 4, 8, ... or 256 of them, rising
   * @param bits of the integers, sign included, 2 to 16
   */
  public static ElementCode codebook(List<Double> entries, int bits) {
    CodebookElement type = new CodebookElement(entries);
    double largest = entries.stream().mapToDouble(Math::abs).max().orElseThrow();
    int exponent = Math.getExponent(largest) - (bits - 2);
    if (Math.rint(Math.scalb(largest, -exponent)) >= 1 << (bits - 1)) {
      exponent++;
    }
    long[] values = new long[entries.size()];
    long used = 0;
    for (int code = 0; code < values.length; code++) {
      values[code] = (long) Math.rint(Math.scalb(entries.get(code), -exponent));
      used |= values[code];
    }
    int spare = Long.numberOfTrailingZeros(used);
    for (int code = 0; code < values.length; code++) {
      values[code] >>= spare;
    }
    BitSet numbers = all(values.length);
    return new ElementCode(type.text(), exponent + spare, values, numbers, numbers);
  }

  private static BitSet all(int codes) {
    BitSet set = new BitSet(codes);
    set.set(0, codes);
    return set;
  }
}
