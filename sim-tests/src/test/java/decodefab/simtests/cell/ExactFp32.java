package decodefab.simtests.cell;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The number rules a second time, from their text alone: exact values as BigDecimal, one rounding
 * routine that works on integers, no floating-point arithmetic anywhere.
 */
final class ExactFp32 {

  private static final int NAN = 0x7FC00000;
  private static final int INF = 0x7F800000;
  private static final int SIGN = 0x80000000;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int REACH = 420;
  private static final BigDecimal[] POWERS = powers();
  private static final BigDecimal SMALLEST_NORMAL = power(-126);

  private ExactFp32() {}

  static int add(int a, int b) {
    if (isNan(a) || isNan(b) || (isInf(a) && isInf(b) && a != b)) {
      return NAN;
    }
    if (isInf(a) || isInf(b)) {
      return isInf(a) ? a : b;
    }
    BigDecimal sum = value(a).add(value(b));
    // The sign of an exact zero: negative only when both operands are.
    return sum.signum() == 0 ? (isZero(a) && isZero(b) ? a & b & SIGN : 0) : round(sum);
  }

  static int mul(int a, int b) {
    int sign = (a ^ b) & SIGN;
    boolean zero = isZero(a) || isZero(b);
    if (isNan(a) || isNan(b) || ((isInf(a) || isInf(b)) && zero)) {
      return NAN;
    }
    if (isInf(a) || isInf(b)) {
      return sign | INF;
    }
    return zero ? sign : round(value(a).multiply(value(b)));
  }

  static int fromInt(long v) {
    return v == 0 ? 0 : round(BigDecimal.valueOf(v));
  }

  /** Nearest representable magnitude by search over all f16 codes: slow, and hard to get wrong. */
  static int toF16(int a) {
    if (isNan(a)) {
      return 0x7E00;
    }
    int sign = (a & SIGN) >>> 16;
    if (isInf(a)) {
      return sign | 0x7BFF;
    }
    BigDecimal magnitude = value(a).abs();
    int low = 0;
    int high = 0x7BFF;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (magnitude.compareTo(f16Value(middle)) < 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    int order = magnitude.subtract(f16Value(low)).compareTo(f16Value(high).subtract(magnitude));
    boolean up = order > 0 || (order == 0 && (low & 1) != 0);
    return sign | (up ? high : low);
  }

  static int fromF16(int bits) {
    int sign = (bits & 0x8000) << 16;
    int magnitude = bits & 0x7FFF;
    if (magnitude > 0x7C00) {
      return NAN;
    }
    if (magnitude == 0x7C00) {
      return sign | INF;
    }
    return magnitude == 0 ? sign : sign | round(f16Value(magnitude));
  }

  static int toInt(int a, int limit) {
    if (isNan(a)) {
      return 0;
    }
    if (isInf(a)) {
      return a < 0 ? -limit : limit;
    }
    BigInteger rounded = value(a).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    return rounded.max(BigInteger.valueOf(-limit)).min(BigInteger.valueOf(limit)).intValue();
  }

  private static BigDecimal f16Value(int magnitude) {
    int exponent = magnitude >> 10;
    int fraction = magnitude & 1023;
    return exponent == 0
        ? BigDecimal.valueOf(fraction).multiply(power(-24))
        : BigDecimal.valueOf(1024 + fraction).multiply(power(exponent - 25));
  }

  private static boolean isNan(int a) {
    return (a & ~SIGN) > INF;
  }

  private static boolean isInf(int a) {
    return (a & ~SIGN) == INF;
  }

  private static boolean isZero(int a) {
    return (a & INF) == 0;
  }

  /** Exact value of a finite operand; a subnormal is zero. */
  private static BigDecimal value(int a) {
    int exponent = (a >> 23) & 255;
    if (exponent == 0 || exponent == 255) {
      return BigDecimal.ZERO;
    }
    BigDecimal significand = BigDecimal.valueOf((a & 0x7FFFFF) | 0x800000);
    BigDecimal magnitude = significand.multiply(power(exponent - 150));
    return a < 0 ? magnitude.negate() : magnitude;
  }

  /** Rounds a nonzero exact value: flush first, then nearest even, then overflow. */
  private static int round(BigDecimal exact) {
    int sign = exact.signum() < 0 ? SIGN : 0;
    BigDecimal magnitude = exact.abs();
    if (magnitude.compareTo(SMALLEST_NORMAL) < 0) {
      return sign;
    }
    int exponent = -126;
    for (int step = 256; step > 0; step >>= 1) {
      if (magnitude.compareTo(power(exponent + step)) >= 0) {
        exponent += step;
      }
    }
    long significand =
        magnitude
            .multiply(power(23 - exponent))
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact();
    if (significand == 1L << 24) {
      significand >>= 1;
      exponent++;
    }
    return exponent > 127
        ? sign | INF
        : sign | ((exponent + 127) << 23) | ((int) significand & 0x7FFFFF);
  }

  private static BigDecimal power(int exponent) {
    return POWERS[exponent + REACH];
  }

  private static BigDecimal[] powers() {
    BigDecimal[] powers = new BigDecimal[2 * REACH + 1];
    for (int i = 0; i <= REACH; i++) {
      powers[REACH + i] = TWO.pow(i);
      powers[REACH - i] = BigDecimal.ONE.divide(TWO.pow(i));
    }
    return powers;
  }
}
