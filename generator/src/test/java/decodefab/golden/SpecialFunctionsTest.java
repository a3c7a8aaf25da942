package decodefab.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Worst errors of the special functions over every significand, and their special operands. */
class SpecialFunctionsTest {

  private static final int FRACTIONS = 1 << 23;

  /** An fp32 function under measurement. */
  private interface Function {
    float of(float x);
  }

  @Test
  void recipHoldsItsBoundOverEverySignificand() {
    for (int exponent : new int[] {1, 127, 252}) {
      double worst = overEveryFraction(exponent << 23, Fp32::recip, x -> 1 / x);
      assertThat(worst).isBetween(0.5, SpecialFunctions.MAX_ULP);
    }
  }

  @Test
  void rsqrtHoldsItsBoundOverEverySignificandOfBothParities() {
    for (int exponent : new int[] {1, 127, 128, 254}) {
      double worst = overEveryFraction(exponent << 23, Fp32::rsqrt, x -> 1 / Math.sqrt(x));
      assertThat(worst).isBetween(0.5, SpecialFunctions.MAX_ULP);
    }
  }

  @Test
  void exp2HoldsItsBoundOverEverySignificand() {
    for (int exponent : new int[] {115, 126, 127, 133}) {
      for (int sign : new int[] {0, 0x80000000}) {
        int base = sign | (exponent << 23);
        double worst = overEveryFraction(base, Fp32::exp2, x -> Math.pow(2, x));
        assertThat(worst).as("%08X", base).isLessThanOrEqualTo(SpecialFunctions.MAX_ULP);
      }
    }
  }

  @Test
  void exp2HoldsItsBoundOverItsWholeRange() {
    SplittableRandom random = new SplittableRandom(13);
    double worst = 0;
    int measured = 0;
    for (int exponent = 1; exponent <= 133; exponent++) {
      for (int i = 0; i < 1 << 15; i++) {
        float x = Float.intBitsToFloat((random.nextInt() & 0x807FFFFF) | (exponent << 23));
        worst = Math.max(worst, ulps(Math.pow(2, x), Fp32.exp2(x)));
        measured++;
      }
    }
    assertThat(worst).isLessThanOrEqualTo(SpecialFunctions.MAX_ULP);
    assertThat(measured).isGreaterThan(4_000_000);
  }

  @Test
  void powersOfTwoAreExact() {
    for (int n = -126; n <= 127; n++) {
      assertThat(Fp32.exp2(n)).isEqualTo(Math.scalb(1f, n));
      float reciprocal = n == 127 ? 0f : Math.scalb(1f, -n);
      assertThat(Fp32.recip(Math.scalb(1f, n))).isEqualTo(reciprocal);
      assertThat(Fp32.recip(-Math.scalb(1f, n))).isEqualTo(-reciprocal);
      if (n % 2 == 0) {
        assertThat(Fp32.rsqrt(Math.scalb(1f, n))).isEqualTo(Math.scalb(1f, -n / 2));
      }
    }
  }

  @Test
  void specialOperands() {
    float inf = Float.POSITIVE_INFINITY;
    float subnormal = Float.MIN_VALUE;
    assertBits(Fp32.exp2(0f), 1f);
    assertBits(Fp32.exp2(-subnormal), 1f);
    assertBits(Fp32.exp2(128f), inf);
    assertBits(Fp32.exp2(Float.MAX_VALUE), inf);
    assertBits(Fp32.exp2(inf), inf);
    assertBits(Fp32.exp2(-inf), 0f);
    assertBits(Fp32.exp2(-Float.MAX_VALUE), 0f);
    assertBits(Fp32.exp2(Math.nextDown(-126f)), 0f);
    assertBits(Fp32.exp2(Float.NaN), Float.NaN);
    assertBits(Fp32.recip(0f), inf);
    assertBits(Fp32.recip(-0f), -inf);
    assertBits(Fp32.recip(-subnormal), -inf);
    assertBits(Fp32.recip(inf), 0f);
    assertBits(Fp32.recip(-inf), -0f);
    assertBits(Fp32.recip(Math.nextUp(0x1p126f)), 0f);
    assertBits(Fp32.recip(-Float.MAX_VALUE), -0f);
    assertBits(Fp32.recip(Float.NaN), Float.NaN);
    assertBits(Fp32.rsqrt(0f), inf);
    assertBits(Fp32.rsqrt(-0f), -inf);
    assertBits(Fp32.rsqrt(-subnormal), -inf);
    assertBits(Fp32.rsqrt(inf), 0f);
    assertBits(Fp32.rsqrt(-1f), Float.NaN);
    assertBits(Fp32.rsqrt(-inf), Float.NaN);
    assertBits(Fp32.rsqrt(Float.NaN), Float.NaN);
  }

  private static void assertBits(float actual, float expected) {
    assertThat(Float.floatToRawIntBits(actual)).isEqualTo(Float.floatToRawIntBits(expected));
  }

  private static double overEveryFraction(int base, Function function, DoubleUnaryOperator exact) {
    double worst = 0;
    for (int fraction = 0; fraction < FRACTIONS; fraction++) {
      float x = Float.intBitsToFloat(base | fraction);
      worst = Math.max(worst, ulps(exact.applyAsDouble(x), function.of(x)));
    }
    return worst;
  }

  /** Error in units in the last place of the exact result, whose own error is far smaller. */
  private static double ulps(double exact, float actual) {
    if (exact < Float.MIN_NORMAL) {
      assertThat(actual).as("flushed").isZero();
      return 0;
    }
    return Math.abs(exact - actual) / Math.scalb(1.0, Math.getExponent(exact) - 23);
  }
}
