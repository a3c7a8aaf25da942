package decodefab.dsl.check;

import java.util.Arrays;
import java.util.List;

/** What a quantity measures; each unit belongs to one. */
enum Dimension {
  CAPACITY("a capacity"),
  WIDTH("a width"),
  FREQUENCY("a frequency"),
  TIME("a time"),
  CYCLES("a number of cycles"),
  ENERGY_PER_BIT("an energy per bit"),
  BANDWIDTH("a bandwidth"),
  LENGTH("a length"),
  TOKEN_RATE("a token rate");

  private final String text;

  Dimension(String text) {
    this.text = text;
  }

  /** How messages call it. */
  String text() {
    return text;
  }

  /** Its units, smallest first. */
  List<String> units() {
    return Arrays.stream(Unit.values())
        .filter(u -> u.dimension() == this)
        .map(Unit::symbol)
        .toList();
  }
}
