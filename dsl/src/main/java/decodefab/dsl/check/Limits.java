package decodefab.dsl.check;

import java.math.BigDecimal;

/**
 * The legal range of one kind of quantity.
 *
 * @param unit that the range, and advice about it, is given in
 * @param min least, in that unit
 * @param max most, in that unit
 */
record Limits(Unit unit, BigDecimal min, BigDecimal max) {
  static final Limits CAPACITY = of(Unit.BYTE, "64", "1e15");
  static final Limits CLOCK = of(Unit.MHZ, "1", "2000");
  static final Limits PORT_CLOCK = of(Unit.MHZ, "1", "4000");
  static final Limits LATENCY_TIME = of(Unit.NS, "1", "100000");
  static final Limits LATENCY_CYCLES = of(Unit.CYCLES, "1", "10000");
  static final Limits ENERGY = of(Unit.PJ_PER_BIT, "0.0001", "1000");
  static final Limits BANDWIDTH = of(Unit.GB_PER_S, "0.001", "100000");
  static final Limits NODE = of(Unit.NM, "1", "180");
  static final Limits GOAL = of(Unit.TOKENS_PER_S, "0.001", "1e9");
  static final Limits WIDTH = of(Unit.BIT, "8", "65536");

  private static Limits of(Unit unit, String min, String max) {
    return new Limits(unit, new BigDecimal(min), new BigDecimal(max));
  }

  /** A value in base units, brought into the range and given in the range's unit. */
  String nearest(BigDecimal base) {
    BigDecimal value = base.compareTo(min.multiply(unit.factor())) < 0 ? min : max;
    return value.toPlainString() + " " + unit.symbol();
  }

  boolean contains(BigDecimal base) {
    return base.compareTo(min.multiply(unit.factor())) >= 0
        && base.compareTo(max.multiply(unit.factor())) <= 0;
  }

  String text() {
    return min.toPlainString() + " to " + max.toPlainString() + " " + unit.symbol();
  }
}
