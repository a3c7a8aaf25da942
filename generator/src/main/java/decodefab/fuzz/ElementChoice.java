package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Element types of weights: every integer of 2 to 8 bits, both packings of ternary, every float of
 * at most a byte and 5 exponent bits, and codebooks of every length, whole numbers or fractions,
 * that hold 0 and are else arbitrary.
 */
final class ElementChoice {
  private static final int MOST_BITS = 8;
  private static final int MOST_EXPONENT = 5;
  private static final int CODEBOOK_RANGE = 1000;

  private ElementChoice() {}

  /** The bins of {@link #bin}. */
  static List<String> bins() {
    List<String> bins = new ArrayList<>();
    for (int bits = 2; bits <= MOST_BITS; bits++) {
      bins.add("int(" + bits + ")");
    }
    bins.add("ternary");
    bins.add("ternary packed");
    for (int exponent = 1; exponent <= MOST_EXPONENT; exponent++) {
      for (int mantissa = 0; exponent + mantissa < MOST_BITS; mantissa++) {
        bins.add("float(" + exponent + ", " + mantissa + ")");
      }
    }
    for (int bits = 1; bits <= MOST_BITS; bits++) {
      bins.add("codebook of " + (1 << bits));
    }
    return bins;
  }

  /** What is counted of an element: all of it, but of a codebook the length. */
  static String bin(String element) {
    return element.startsWith("codebook")
        ? "codebook of " + element.split(",", -1).length
        : element;
  }

  static String draw(Draw draw) {
    int kind = draw.between(0, 9);
    if (kind < 4) {
      return "int(" + draw.between(2, MOST_BITS) + ")";
    }
    if (kind < 6) {
      return draw.chance(50) ? "ternary" : "ternary packed";
    }
    if (kind < 8) {
      int exponent = draw.between(1, MOST_EXPONENT);
      return "float(" + exponent + ", " + draw.between(0, MOST_BITS - 1 - exponent) + ")";
    }
    return codebook(draw);
  }

  private static String codebook(Draw draw) {
    int size = draw.powerOfTwo(2, 1 << MOST_BITS);
    boolean fractions = draw.chance(50);
    int range = fractions ? CODEBOOK_RANGE : Math.max(size, draw.powerOfTwo(2, 1 << 14));
    TreeSet<Integer> values = new TreeSet<>(List.of(0));
    while (values.size() < size) {
      values.add(draw.between(-range, range));
    }
    return values.stream()
        .map(v -> fractions ? fraction(v) : Integer.toString(v))
        .collect(Collectors.joining(", ", "codebook(", ")"));
  }

  private static String fraction(int thousandths) {
    return thousandths == 0
        ? "0"
        : String.format(Locale.ROOT, "%.3f", thousandths / (double) CODEBOOK_RANGE);
  }
}
