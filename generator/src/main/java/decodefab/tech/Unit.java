package decodefab.tech;

import java.util.Arrays;
import java.util.Optional;

/** The units of tabulated and printed numbers. Bytes are decimal: a GB is 1e9 bytes. */
public enum Unit {
  PJ_PER_BIT("pJ/bit", false),
  PJ_PER_ACCESS("pJ/access", false),
  PJ_PER_OP("pJ/op", false),
  FJ_PER_LUT_CYCLE("fJ/LUT/cycle", false),
  FJ_PER_FF_CYCLE("fJ/FF/cycle", false),
  WATT("W", true),
  JOULE_PER_TOKEN("J/token", true),
  TOKENS_PER_SECOND("tokens/s", false),
  TOKENS_PER_JOULE("tokens/J", false),
  CYCLES_PER_TOKEN("cycles/token", false),
  BYTES_PER_TOKEN("byte/token", false),
  BYTES_PER_SECOND("B/s", true),
  HERTZ("Hz", true),
  SECOND("s", true),
  GIGABYTE_PER_SECOND("GB/s", false),
  BYTE("byte", false),
  NANOMETRE("nm", false),
  FRACTION("fraction", false),
  RATIO("ratio", false),
  COEFFICIENT("coefficient", false),
  COUNT("count", false);

  private final String symbol;
  private final boolean prefixed;

  Unit(String symbol, boolean prefixed) {
    this.symbol = symbol;
    this.prefixed = prefixed;
  }

  /** The unit as it stands in tables, JSON and text. */
  public String symbol() {
    return symbol;
  }

  /** Whether text scales this unit by SI prefixes (mW, MHz). */
  public boolean takesPrefix() {
    return prefixed;
  }

  /** The unit with this symbol, case-sensitive. */
  public static Optional<Unit> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(u -> u.symbol.equals(symbol)).findFirst();
  }
}
