package decodefab.dsl.check;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Units of the language, each as a multiple of its dimension's base unit. */
enum Unit {
  BYTE("byte", Dimension.CAPACITY, "1"),
  KIB("KiB", Dimension.CAPACITY, "1024"),
  MIB("MiB", Dimension.CAPACITY, "1048576"),
  GIB("GiB", Dimension.CAPACITY, "1073741824"),
  TIB("TiB", Dimension.CAPACITY, "1099511627776"),
  KB("kB", Dimension.CAPACITY, "1e3"),
  MB("MB", Dimension.CAPACITY, "1e6"),
  GB("GB", Dimension.CAPACITY, "1e9"),
  TB("TB", Dimension.CAPACITY, "1e12"),
  BIT("bit", Dimension.WIDTH, "1"),
  KHZ("kHz", Dimension.FREQUENCY, "1e3"),
  MHZ("MHz", Dimension.FREQUENCY, "1e6"),
  GHZ("GHz", Dimension.FREQUENCY, "1e9"),
  NS("ns", Dimension.TIME, "1e-9"),
  US("us", Dimension.TIME, "1e-6"),
  CYCLES("cycles", Dimension.CYCLES, "1"),
  CYCLE("cycle", Dimension.CYCLES, "1"),
  FJ_PER_BIT("fJ/bit", Dimension.ENERGY_PER_BIT, "1e-3"),
  PJ_PER_BIT("pJ/bit", Dimension.ENERGY_PER_BIT, "1"),
  MB_PER_S("MB/s", Dimension.BANDWIDTH, "1e6"),
  GB_PER_S("GB/s", Dimension.BANDWIDTH, "1e9"),
  TB_PER_S("TB/s", Dimension.BANDWIDTH, "1e12"),
  NM("nm", Dimension.LENGTH, "1"),
  TOKENS_PER_S("tokens/s", Dimension.TOKEN_RATE, "1");

  private final String symbol;
  private final Dimension dimension;
  private final BigDecimal factor;

  Unit(String symbol, Dimension dimension, String factor) {
    this.symbol = symbol;
    this.dimension = dimension;
    this.factor = new BigDecimal(factor);
  }

  String symbol() {
    return symbol;
  }

  Dimension dimension() {
    return dimension;
  }

  /** One of this unit, in base units. */
  BigDecimal factor() {
    return factor;
  }

  static Optional<Unit> find(String symbol) {
    return Arrays.stream(values()).filter(u -> u.symbol.equals(symbol)).findFirst();
  }
}
