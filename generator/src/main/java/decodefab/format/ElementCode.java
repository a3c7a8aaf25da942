package decodefab.format;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What the codes of one element type mean: a table of signed integers and one power of two that all
 * of them share, so that dot products of codes are exact integer arithmetic. An element is {@code
 * value(code) * 2^exponent()}, times its scale. Made by {@link ElementCodes}; two element types
 * with the same table are equal, and can share a decoder.
 */
public final class ElementCode {
  private final String name;
  private final int bits;
  private final int exponent;
  private final long[] values;
  private final BitSet numbers;

  /** Codes that {@link #encode} gives, in rising order of value, one for each value. */
  private final int[] rising;

  /** The same of all codes that stand for a number. */
  private final int[] exact;

  private final int negativeZero;
  private final boolean evenlySpaced;

  /**
   * A table.
   *
   * @param name as in a design
   * @param exponent of the power of two that all values share
   * @param values 2^bits values, by code
   * @param numbers codes that stand for a number
   * @param encoded codes that may be written; a subset of {@code numbers}
   */
  ElementCode(String name, int exponent, long[] values, BitSet numbers, BitSet encoded) {
    if (Integer.bitCount(values.length) != 1 || encoded.isEmpty()) {
      throw new IllegalArgumentException(values.length + " codes of " + name);
    }
    this.name = name;
    this.bits = Integer.numberOfTrailingZeros(values.length);
    this.exponent = exponent;
    this.values = values.clone();
    this.numbers = (BitSet) numbers.clone();
    this.rising = risingCodes(this.values, encoded);
    this.exact = risingCodes(this.values, numbers);
    // Only a second code for zero can be a negative one; it is the later one in every format.
    this.negativeZero = numbers.stream().filter(c -> values[c] == 0).skip(1).findFirst().orElse(-1);
    this.evenlySpaced = highest() - lowest() == rising.length - 1;
  }

  private static int[] risingCodes(long[] values, BitSet encoded) {
    int[] sorted =
        encoded.stream()
            .boxed()
            .sorted(Comparator.<Integer>comparingLong(c -> values[c]).thenComparing(c -> c))
            .mapToInt(Integer::intValue)
            .toArray();
    return IntStream.range(0, sorted.length)
        .filter(i -> i == 0 || values[sorted[i]] != values[sorted[i - 1]])
        .map(i -> sorted[i])
        .toArray();
  }

  /** Bits of a stored code, 1 to 16. */
  public int bits() {
    return bits;
  }

  /** Codes there are, 2^bits. */
  public int codes() {
    return values.length;
  }

  /**
   * Whether a code stands for a number. Codes for NaN and infinity do not, nor does the unused
   * fourth code of {@code ternary}; they are never written, and reading one is an error of the
   * input.
   *
   * @param code 0 to 2^bits - 1
   */
  public boolean isNumber(int code) {
    return numbers.get(code);
  }

  /**
   * The integer that a code stands for; the element is this times 2^{@link #exponent}.
   *
   * @param code 0 to 2^bits - 1, the stored bits read as unsigned
   * @throws IllegalArgumentException when the code stands for no number
   */
  public long value(int code) {
    if (!numbers.get(code)) {
      throw new IllegalArgumentException(hex(code) + " is no number in " + name);
    }
    return values[code];
  }

  /** The decode table, by code; codes that stand for no number decode to 0. */
  public long[] table() {
    return values.clone();
  }

  /** The power of two of every element: an element is {@code value * 2^exponent}. */
  public int exponent() {
    return exponent;
  }

  /** The element that a code stands for, before its scale; exact. */
  public double element(int code) {
    return Math.scalb((double) value(code), exponent);
  }

  /** Bits of the smallest two's complement integer that holds every {@link #value}. */
  public int valueBits() {
    return numbers.stream()
        .map(c -> Long.SIZE + 1 - Long.numberOfLeadingZeros(values[c] ^ (values[c] >> 63)))
        .max()
        .orElseThrow();
  }

  /** Lowest element that {@link #encode} gives. */
  public double lowestElement() {
    return Math.scalb((double) lowest(), exponent);
  }

  /** Highest element that {@link #encode} gives. */
  public double highestElement() {
    return Math.scalb((double) highest(), exponent);
  }

  /** Exponent of the largest magnitude that {@link #encode} gives: MX's {@code emax}. */
  public int largestExponent() {
    return Math.getExponent(Math.max(-lowestElement(), highestElement()));
  }

  /** Whether zero can be written. */
  public boolean hasZero() {
    return zeroCode().isPresent();
  }

  /** The code of zero; the positive one where there are two. */
  public OptionalInt zeroCode() {
    return IntStream.of(rising).filter(c -> values[c] == 0).findFirst();
  }

  /** Whether the elements that {@link #encode} gives are the same with their signs turned. */
  public boolean isSymmetric() {
    return IntStream.range(0, rising.length)
        .allMatch(i -> values[rising[i]] == -values[rising[rising.length - 1 - i]]);
  }

  /** The codes that {@link #encode} gives, in rising order of value; without a negative zero. */
  public int[] encodedCodes() {
    return rising.clone();
  }

  /**
   * The code of the nearest element. Half way between two elements it is the one whose code is
   * even, which for integers and small floats is IEEE 754's rule. Beyond the range it is the last
   * element, for infinities too. Formats with a negative zero keep the sign of what becomes zero.
   *
   * @param scaled a value over its scale
   * @throws IllegalArgumentException for NaN
   */
  public int encode(double scaled) {
    if (Double.isNaN(scaled)) {
      throw new IllegalArgumentException("NaN has no code in " + name);
    }
    double wanted = Math.scalb(scaled, -exponent);
    int code = evenlySpaced ? nearestInteger(wanted) : nearest(wanted);
    boolean negative = Double.doubleToRawLongBits(scaled) < 0;
    return negative && negativeZero >= 0 && values[code] == 0 ? negativeZero : code;
  }

  /**
   * The code of exactly one integer, also one that {@link #encode} avoids; the first where there
   * are two.
   */
  public OptionalInt codeOf(long value) {
    int low = 0;
    int high = exact.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[exact[middle]] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return values[exact[low]] == value ? OptionalInt.of(exact[low]) : OptionalInt.empty();
  }

  private int nearestInteger(double wanted) {
    // A double beyond the range of long converts to its end.
    long integer = (long) Math.rint(wanted);
    return rising[(int) (Math.clamp(integer, lowest(), highest()) - lowest())];
  }

  private int nearest(double wanted) {
    int low = 0;
    int high = rising.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (values[rising[middle]] <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    // Exact: values have at most 17 significant bits, so twice their mean fits a double.
    double toMean = 2 * wanted - ((double) values[rising[low]] + values[rising[high]]);
    boolean up = toMean > 0 || (toMean == 0 && (rising[high] & 1) == 0);
    return rising[up ? high : low];
  }

  private long lowest() {
    return values[rising[0]];
  }

  private long highest() {
    return values[rising[rising.length - 1]];
  }

  /** As in a design. */
  public String name() {
    return name;
  }

  /** All of it on one line; the values, too, where they are not simply the integers. */
  public String text() {
    StringBuilder text = new StringBuilder(name);
    text.append(": ").append(bits).append("-bit codes of ").append(valueBits());
    text.append("-bit integers x 2^").append(exponent);
    if (!evenlySpaced || rising.length < 4) {
      text.append(":");
      for (int code = 0; code < values.length; code++) {
        text.append(' ').append(numbers.get(code) ? Long.toString(values[code]) : "-");
      }
    }
    return text.toString();
  }

  private String hex(int code) {
    return "code 0x" + Integer.toHexString(code);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ElementCode that
        && exponent == that.exponent
        && Arrays.equals(values, that.values)
        && numbers.equals(that.numbers)
        && Arrays.equals(rising, that.rising);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + exponent;
  }

  @Override
  public String toString() {
    return text();
  }
}
