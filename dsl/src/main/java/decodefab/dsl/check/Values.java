package decodefab.dsl.check;

import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.NumberLiteral;
import decodefab.dsl.ast.Quantity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads numbers and quantities; what is wrong with one is reported and the result left empty. */
final class Values {
  // Longer numbers mean nothing here, and exact arithmetic on 1e999999999 would never end.
  private static final int MAX_DIGITS = 40;
  private static final int MAX_EXPONENT = 30;

  private final Reporter reporter;

  Values(Reporter reporter) {
    this.reporter = reporter;
  }

  /** A number of any kind. */
  Optional<BigDecimal> number(NumberLiteral literal) {
    String text = literal.text();
    int e = Math.max(text.indexOf('e'), text.indexOf('E'));
    String exponent = e < 0 ? "0" : text.substring(e + 1).replaceFirst("^[+-]", "");
    if (text.length() > MAX_DIGITS
        || exponent.length() > 3
        || Integer.parseInt(exponent) > MAX_EXPONENT) {
      reporter.error(
          Code.DF307,
          "this number is too long",
          literal.span(),
          "write at most " + MAX_DIGITS + " digits and an exponent of at most " + MAX_EXPONENT);
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }

  /** A whole number in a range. */
  Optional<Integer> count(NumberLiteral literal, String what, int min, int max) {
    return number(literal).flatMap(v -> count(v, literal, what, min, max));
  }

  /** A whole number in a range, written without a unit. */
  Optional<Integer> count(Quantity quantity, String what, int min, int max) {
    return plain(quantity, what).flatMap(n -> count(n, what, min, max));
  }

  /** A power of two in a range. */
  Optional<Integer> powerOfTwo(Quantity quantity, String what, int min, int max) {
    return plain(quantity, what).flatMap(n -> powerOfTwo(n, what, min, max));
  }

  /** A power of two in a range. */
  Optional<Integer> powerOfTwo(NumberLiteral literal, String what, int min, int max) {
    return count(literal, what, min, max)
        .filter(
            v -> {
              if (Integer.bitCount(v) == 1) {
                return true;
              }
              reporter.error(
                  Code.DF305,
                  what + " " + v + " is not a power of two",
                  literal.span(),
                  "nearest legal: " + neighbours(v, min, max));
              return false;
            });
  }

  /** The powers of two next to a value, within a range. */
  static String neighbours(int value, int min, int max) {
    int below = Math.clamp(Integer.highestOneBit(Math.max(1, value)), min, max);
    int above = Math.clamp(2L * below, min, max);
    return below == above ? Integer.toString(below) : below + " or " + above;
  }

  /** A number in a range, written without a unit. */
  Optional<Double> real(Quantity quantity, String what, String min, String max) {
    return plain(quantity, what)
        .flatMap(this::number)
        .filter(
            v ->
                inRange(
                    v.compareTo(new BigDecimal(min)) >= 0 && v.compareTo(new BigDecimal(max)) <= 0,
                    what + " " + quantity.number().text(),
                    quantity.span(),
                    "legal: " + min + " to " + max))
        .map(BigDecimal::doubleValue);
  }

  /** A quantity in one of several dimensions, in base units and within that dimension's limits. */
  Optional<Measured> measure(Quantity quantity, String what, Limits... allowed) {
    List<String> units =
        Arrays.stream(allowed).flatMap(l -> l.unit().dimension().units().stream()).toList();
    if (quantity.unit().isEmpty()) {
      reporter.error(
          Code.DF301,
          what + " " + quantity.number().text() + " has no unit",
          quantity.span(),
          "write one of: " + String.join(", ", units));
      return Optional.empty();
    }
    Name name = quantity.unit().get();
    Optional<Unit> unit = Unit.find(name.text());
    if (unit.isEmpty()) {
      reporter.error(
          Code.DF302,
          "`" + name.text() + "` is not a unit",
          name.span(),
          Nearest.help(name.text(), units, "unit"));
      return Optional.empty();
    }
    Optional<Limits> limits =
        Arrays.stream(allowed)
            .filter(l -> l.unit().dimension() == unit.get().dimension())
            .findFirst();
    if (limits.isEmpty()) {
      reporter.error(
          Code.DF303,
          "`" + name.text() + "` measures " + unit.get().dimension().text() + ", not " + what,
          name.span(),
          "write one of: " + String.join(", ", units));
      return Optional.empty();
    }
    return number(quantity.number())
        .map(v -> v.multiply(unit.get().factor()))
        .filter(
            v ->
                inRange(
                    limits.get().contains(v),
                    what + " " + quantity.number().text() + " " + name.text(),
                    quantity.span(),
                    "legal: " + limits.get().text() + "; nearest: " + limits.get().nearest(v)))
        .map(v -> new Measured(v, unit.get().dimension()));
  }

  private Optional<NumberLiteral> plain(Quantity quantity, String what) {
    if (quantity.unit().isPresent()) {
      Name unit = quantity.unit().get();
      reporter.error(
          Code.DF303,
          what + " takes no unit, but `" + unit.text() + "` follows",
          unit.span(),
          "remove it");
      return Optional.empty();
    }
    return Optional.of(quantity.number());
  }

  private Optional<Integer> count(
      BigDecimal value, NumberLiteral literal, String what, int min, int max) {
    if (value.stripTrailingZeros().scale() > 0) {
      reporter.error(
          Code.DF306, what + " " + literal.text() + " is not a whole number", literal.span());
      return Optional.empty();
    }
    boolean within =
        value.compareTo(BigDecimal.valueOf(min)) >= 0
            && value.compareTo(BigDecimal.valueOf(max)) <= 0;
    int nearest = value.signum() < 0 || value.compareTo(BigDecimal.valueOf(min)) < 0 ? min : max;
    return inRange(
            within,
            what + " " + literal.text(),
            literal.span(),
            "legal: " + min + " to " + max + "; nearest: " + nearest)
        ? Optional.of(value.intValueExact())
        : Optional.empty();
  }

  private boolean inRange(boolean within, String what, Span span, String help) {
    if (!within) {
      reporter.error(Code.DF304, what + " is out of range", span, help);
    }
    return within;
  }

  /** A quantity in base units. */
  record Measured(BigDecimal value, Dimension dimension) {
    double asDouble() {
      return value.doubleValue();
    }
  }
}
