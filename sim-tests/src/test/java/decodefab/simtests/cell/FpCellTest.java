package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.CellLatency;
import decodefab.golden.Fp32;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scalar number cells equal {@link Fp32} bit for bit, at the depths of {@link CellLatency}. */
class FpCellTest {

  private static final int IN_WORDS = 3;
  private static final int OUT_WORDS = 11;
  private static final int RANDOM_OPERANDS = 1_000_000;
  private static final int BLOCK = 250_000;

  private static VerilatorBatch batch;

  /**
   * One output of the bench.
   *
   * @param column output word
   * @param latency rows from operands to result
   * @param shift place of the result in its word
   * @param mask bits of the result, moved down
   * @param op operation of the special-function unit, else unused
   * @param golden expected bits from the bits of a and b
   */
  record Output(String name, int column, int latency, int shift, int mask, int op, Golden golden) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Expected result bits. */
  interface Golden {
    int of(int a, int b);
  }

  private static float f(int bits) {
    return Float.intBitsToFloat(bits);
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  private static Output fp(String name, int column, int latency, Golden golden) {
    return new Output(name, column, latency, 0, -1, 0, golden);
  }

  private static Output sfu(String name, int op, Golden golden) {
    return new Output(name, 6, CellLatency.FP_SFU, 0, -1, op, golden);
  }

  static Stream<Output> outputs() {
    int fromInt = CellLatency.FP_FROM_INT;
    int toInt = CellLatency.FP_TO_INT;
    return Stream.of(
        fp("add", 0, CellLatency.FP_ADD, (a, b) -> bits(Fp32.add(f(a), f(b)))),
        fp("mul", 1, CellLatency.FP_MUL, (a, b) -> bits(Fp32.mul(f(a), f(b)))),
        fp("from_int 32", 2, fromInt, (a, b) -> bits(Fp32.fromInt(a))),
        fp("from_int 48", 3, fromInt, (a, b) -> bits(Fp32.fromInt(wide(a, b)))),
        fp("from_int 9", 4, fromInt, (a, b) -> bits(Fp32.fromInt(a << 23 >> 23))),
        fp("from_int 2", 5, fromInt, (a, b) -> bits(Fp32.fromInt(a << 30 >> 30))),
        sfu("sfu pass", 0, (a, b) -> a),
        sfu("sfu exp2", 1, (a, b) -> bits(Fp32.exp2(f(a)))),
        sfu("sfu recip", 2, (a, b) -> bits(Fp32.recip(f(a)))),
        sfu("sfu rsqrt", 3, (a, b) -> bits(Fp32.rsqrt(f(a)))),
        new Output("to_f16", 7, CellLatency.FP_TO_F16, 0, 0xFFFF, 0, (a, b) -> Fp32.toF16(f(a))),
        new Output("to_int 8", 7, toInt, 16, 0xFF, 0, (a, b) -> Fp32.toInt(f(a), 127) & 0xFF),
        new Output(
            "to_int 16", 10, toInt, 0, 0xFFFF, 0, (a, b) -> Fp32.toInt(f(a), b & 0x7FFF) & 0xFFFF),
        new Output("to_int 5", 10, toInt, 16, 0x1F, 0, (a, b) -> Fp32.toInt(f(a), 15) & 0x1F),
        new Output("to_int 4 of 9", 10, toInt, 21, 0x1FF, 0, (a, b) -> Fp32.toInt(f(a), 7) & 0x1FF),
        new Output("to_int 2", 10, toInt, 30, 3, 0, (a, b) -> Fp32.toInt(f(a), 1) & 3),
        new Output(
            "max wins",
            7,
            CellLatency.FP_MAX,
            24,
            1,
            0,
            (a, b) -> Fp32.greater(f(b), f(a)) ? 0 : 1),
        fp("max", 8, CellLatency.FP_MAX, (a, b) -> bits(Fp32.max(f(a), f(b)))),
        fp("from_f16", 9, CellLatency.FP_FROM_F16, (a, b) -> bits(Fp32.fromF16(a & 0xFFFF))));
  }

  private static long wide(int a, int b) {
    return ((long) (short) b << 32) | (a & 0xFFFFFFFFL);
  }

  @BeforeAll
  static void build() {
    batch = VerilatorBatch.build("bench/bench_fp.v");
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void equalsGoldenOnEveryPairOfEdgeCases(Output output) {
    assertThat(check(batch, output, FpOperands.edgePairs())).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void equalsGoldenOnAMillionRandomOperands(Output output) {
    FpOperands random = new FpOperands(7);
    int checked = 0;
    for (int done = 0; done < RANDOM_OPERANDS; done += BLOCK) {
      checked += check(batch, output, random.pairs(BLOCK));
    }
    assertThat(checked).isGreaterThanOrEqualTo(RANDOM_OPERANDS);
  }

  @Test
  void roundsIntegersAtTies() {
    int[] pairs = new FpOperands(17).integersAtTies(BLOCK);
    for (Output output : outputs().filter(o -> o.name().startsWith("from_int")).toList()) {
      assertThat(check(batch, output, pairs)).isEqualTo(BLOCK);
    }
  }

  @Test
  void convertsEveryF16() {
    Output fromF16 = outputs().filter(o -> o.name().equals("from_f16")).findFirst().orElseThrow();
    assertThat(check(batch, fromF16, everyF16())).isEqualTo(65536);
  }

  /** Pairs whose first is each f16 once. */
  static int[] everyF16() {
    int[] pairs = new int[2 * 65536];
    for (int i = 0; i < 65536; i++) {
      pairs[2 * i] = i;
    }
    return pairs;
  }

  /** The result of one pair must show exactly at its depth: neither a row sooner nor later. */
  @ParameterizedTest
  @MethodSource("outputs")
  void takesItsStatedLatency(Output output) {
    checkLatency(batch, output);
  }

  static void checkLatency(VerilatorBatch batch, Output output) {
    // Two alternating operands with different results everywhere.
    int[] pairs = {0x40000001, 0x3F7FFFFF, 0x3CFFF002, 0x40812345};
    int[] rows = new int[IN_WORDS * 24];
    for (int row = 0; row < 24; row++) {
      fill(rows, row, pairs[row / 12 * 2], pairs[row / 12 * 2 + 1], output.op());
    }
    int[] results = batch.run(rows);
    int before = output.golden().of(pairs[0], pairs[1]) & output.mask();
    int after = output.golden().of(pairs[2], pairs[3]) & output.mask();
    assertThat(before).isNotEqualTo(after);
    assertThat(result(output, results, 12 + output.latency() - 1)).isEqualTo(before);
    assertThat(result(output, results, 12 + output.latency())).isEqualTo(after);
  }

  /** Compares all results; returns how many there were. */
  static int check(VerilatorBatch batch, Output output, int[] pairs) {
    int count = pairs.length / 2;
    int[] rows = new int[(count + output.latency()) * IN_WORDS];
    for (int row = 0; row < count; row++) {
      fill(rows, row, pairs[2 * row], pairs[2 * row + 1], output.op());
    }
    int[] results = batch.run(rows);
    for (int row = 0; row < count; row++) {
      int a = pairs[2 * row];
      int b = pairs[2 * row + 1];
      int expected = output.golden().of(a, b);
      int actual = result(output, results, row + output.latency());
      if (actual != expected) {
        assertThat("%08X".formatted(actual))
            .as("%s of %08X and %08X", output.name(), a, b)
            .isEqualTo("%08X".formatted(expected));
      }
    }
    return count;
  }

  private static void fill(int[] rows, int row, int a, int b, int op) {
    rows[row * IN_WORDS] = a;
    rows[row * IN_WORDS + 1] = b;
    rows[row * IN_WORDS + 2] = op;
  }

  private static int result(Output output, int[] results, int row) {
    return (results[row * OUT_WORDS + output.column()] >>> output.shift()) & output.mask();
  }
}
