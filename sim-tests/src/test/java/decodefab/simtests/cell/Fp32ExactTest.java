package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.Fp32;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link Fp32} equals the exact model {@link ExactFp32} bit for bit. */
class Fp32ExactTest {

  private static final int RANDOM_PAIRS = 100_000;

  private static float f(int bits) {
    return Float.intBitsToFloat(bits);
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  private static long wide(int a, int b) {
    return ((long) b << 32) | (a & 0xFFFFFFFFL);
  }

  @Test
  void addIsExactlyRounded() {
    check((a, b) -> bits(Fp32.add(f(a), f(b))), ExactFp32::add);
  }

  @Test
  void subIsAddWithTheSignTurned() {
    check((a, b) -> bits(Fp32.sub(f(a), f(b))), (a, b) -> ExactFp32.add(a, b ^ 0x80000000));
  }

  @Test
  void mulIsExactlyRounded() {
    check((a, b) -> bits(Fp32.mul(f(a), f(b))), ExactFp32::mul);
  }

  @Test
  void conversionsAreExactlyRounded() {
    check((a, b) -> bits(Fp32.fromInt(a)), (a, b) -> ExactFp32.fromInt(a));
    check((a, b) -> bits(Fp32.fromInt(wide(a, b))), (a, b) -> ExactFp32.fromInt(wide(a, b)));
    check((a, b) -> Fp32.toF16(f(a)), (a, b) -> ExactFp32.toF16(a));
    check((a, b) -> Fp32.toInt(f(a), limit(b)), (a, b) -> ExactFp32.toInt(a, limit(b)));
    // The range in which f16 and integers round, which few of the other operands hit.
    check((a, b) -> Fp32.toF16(f(inReach(a))), (a, b) -> ExactFp32.toF16(inReach(a)));
    check(
        (a, b) -> Fp32.toInt(f(inReach(a)), limit(b)),
        (a, b) -> ExactFp32.toInt(inReach(a), limit(b)));
    for (int half = 0; half < 65536; half++) {
      assertThat(bits(Fp32.fromF16(half))).as("%04X", half).isEqualTo(ExactFp32.fromF16(half));
    }
  }

  /** The largest code of 2 to 16 bits, or any smaller one. */
  private static int limit(int b) {
    int most = (1 << (1 + (b >>> 1) % 15)) - 1;
    return (b & 1) == 0 ? most : Math.max(1, (b >>> 5) & most);
  }

  /** Moves the exponent to -29..18 and keeps sign and fraction. */
  private static int inReach(int a) {
    int exponent = 98 + ((a >> 23) & 255) % 48;
    return (a & 0x807FFFFF) | (exponent << 23);
  }

  /** A product just under 2^-126 that IEEE 754 would round up to it: flushed, not rounded. */
  @Test
  void flushesBeforeRounding() {
    float a = f(0x00FFFFFF); // 2^-126 * (2 - 2^-23)
    assertThat(bits(a * 0.5f)).as("what rounding first gives").isEqualTo(0x00800000);
    assertThat(bits(Fp32.mul(a, 0.5f))).isZero();
    assertThat(bits(Fp32.mul(a, -0.5f))).isEqualTo(0x80000000);
    assertThat(bits(Fp32.mul(f(0x00800000), 1f))).isEqualTo(0x00800000);
  }

  @Test
  void ordersAllBitPatterns() {
    int[] rising = {
      0xFFC00000,
      0xFF800000,
      0xFF7FFFFF,
      0xBF800000,
      0x80800000,
      0x80000000,
      0,
      0x00800000,
      0x3F800000,
      0x7F7FFFFF,
      0x7F800000,
      0x7FC00000
    };
    for (int i = 0; i < rising.length; i++) {
      for (int j = 0; j < rising.length; j++) {
        assertThat(Fp32.greater(f(rising[i]), f(rising[j]))).isEqualTo(i > j);
        assertThat(bits(Fp32.max(f(rising[i]), f(rising[j])))).isEqualTo(rising[Math.max(i, j)]);
      }
    }
  }

  @Test
  void signFunctionsTouchTheSignOnly() {
    for (int a : FpOperands.edges()) {
      assertThat(bits(Fp32.abs(f(a)))).isEqualTo(a & 0x7FFFFFFF);
      assertThat(bits(Fp32.neg(f(a)))).isEqualTo(a ^ 0x80000000);
    }
  }

  @Test
  void sumTreePairsNeighbours() {
    float[] v = {9f, 1e8f, 1f, -1e8f, 1f, 5f, 6f, 7f, 8f};
    float expected =
        Fp32.add(
            Fp32.add(Fp32.add(1e8f, 1f), Fp32.add(-1e8f, 1f)),
            Fp32.add(Fp32.add(5f, 6f), Fp32.add(7f, 8f)));
    assertThat(Fp32.sumTree(v, 1, 8)).isEqualTo(expected);
    assertThat(Fp32.sumTree(v, 0, 1)).isEqualTo(9f);
  }

  private static void check(IntBinaryOperator actual, IntBinaryOperator exact) {
    int[] pairs =
        IntStream.concat(
                IntStream.of(FpOperands.edgePairs()),
                IntStream.of(new FpOperands(5).pairs(RANDOM_PAIRS)))
            .toArray();
    for (int i = 0; i < pairs.length; i += 2) {
      int a = pairs[i];
      int b = pairs[i + 1];
      int expected = exact.applyAsInt(a, b);
      if (actual.applyAsInt(a, b) != expected) {
        assertThat(actual.applyAsInt(a, b)).as("%08X and %08X", a, b).isEqualTo(expected);
      }
    }
    assertThat(pairs.length / 2).isGreaterThan(RANDOM_PAIRS + 10_000);
  }
}
