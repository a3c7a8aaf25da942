package decodefab.plan;

import decodefab.plan.MatvecFormats.Decoder;
import decodefab.tech.Multiplier;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The lanes of the matvec engine: one product per lane and cycle for narrow formats, and fewer,
 * wide lanes for the KV cache and the weights that are as wide.
 *
 * @param rows rows of the tile
 * @param wideRows rows of wide lanes, a power of two; as many as the tile's if all formats share
 *     the lanes
 * @param valueBits bits of the widest integer of the lanes
 * @param wideBits bits of the widest integer of any lane
 * @param multiplier what a lane multiplies with
 * @param wideMultiplier what a wide lane multiplies with
 */
public record LanePlan(
    int rows,
    int wideRows,
    int valueBits,
    int wideBits,
    Multiplier multiplier,
    Multiplier wideMultiplier) {
  /** Bits from which on a format belongs to the wide lanes: those of the KV cache, if it has 8. */
  static final int WIDE = 8;

  public LanePlan {
    Objects.requireNonNull(multiplier, "multiplier");
    Objects.requireNonNull(wideMultiplier, "wideMultiplier");
    if (wideRows < 1 || Integer.bitCount(wideRows) != 1 || wideRows > rows) {
      throw new IllegalArgumentException(wideRows + " of " + rows + " rows of wide lanes");
    }
    if (wideBits < valueBits) {
      throw new IllegalArgumentException("wide lanes of " + wideBits + " bit");
    }
  }

  /** All formats on the same lanes, with a multiplier in each. */
  public static LanePlan common(int rows, MatvecFormats formats) {
    int bits = formats.valueBits();
    return new LanePlan(rows, rows, bits, bits, Multiplier.DSP, Multiplier.DSP);
  }

  /**
   * Whether a format can go through wide lanes: they decode part of a tile word in each cycle,
   * before zero points and activations of an element's own could reach it.
   */
  static boolean fitsWide(Decoder decoder) {
    return decoder.valueBits() >= WIDE && !decoder.zeroPoint() && !decoder.pattern().isSparse();
  }

  /** Bits of the widest integer of the formats that can not, or need not, go through wide lanes. */
  static int narrowBits(MatvecFormats formats) {
    return widest(formats, d -> !fitsWide(d));
  }

  private static int widest(MatvecFormats formats, Predicate<Decoder> of) {
    return formats.decoders().stream().filter(of).mapToInt(Decoder::valueBits).max().orElse(0);
  }

  /** MULTIPLIER of {@code dfab_int_dot} for the lanes. */
  public int multiplierCode() {
    return multiplier.ordinal();
  }

  /** MULTIPLIER of {@code dfab_int_dot} for the wide lanes. */
  public int wideMultiplierCode() {
    return wideMultiplier.ordinal();
  }

  /** Whether there are wide lanes beside the others. */
  public boolean split() {
    return wideRows < rows;
  }

  /** Whether a format goes through the wide lanes. */
  public boolean wide(Decoder decoder) {
    return split() && fitsWide(decoder);
  }

  /** Cycles that a tile word of a format takes for each vector. */
  public int phases(Decoder decoder) {
    return wide(decoder) ? rows / wideRows : 1;
  }
}
