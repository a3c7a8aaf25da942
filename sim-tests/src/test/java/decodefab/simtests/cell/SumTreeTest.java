package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.CellLatency;
import decodefab.golden.Fp32;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dfab_fp_sum_tree} adds in the order of {@link Fp32#sumTree}, at its stated depth. */
class SumTreeTest {

  private static final int IN_WORDS = 64;
  private static final int OUT_WORDS = 4;
  private static final List<Integer> SIZES = List.of(1, 2, 8, 64);
  private static final int ROWS = 20_000;

  private static int[] lanes;
  private static int[] sums;

  @BeforeAll
  static void run() {
    lanes = new FpOperands(3).pairs(ROWS * IN_WORDS / 2);
    sums = VerilatorBatch.build("bench/bench_sum_tree.v").run(lanes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64})
  void equalsGolden(int size) {
    int latency = CellLatency.fpSumTree(size);
    int column = SIZES.indexOf(size);
    float[] row = new float[IN_WORDS];
    int checked = 0;
    for (int t = 0; t + latency < ROWS; t++) {
      for (int lane = 0; lane < IN_WORDS; lane++) {
        row[lane] = Float.intBitsToFloat(lanes[t * IN_WORDS + lane]);
      }
      int expected = Float.floatToRawIntBits(Fp32.sumTree(row, 0, size));
      assertThat(sums[(t + latency) * OUT_WORDS + column]).as("row %d", t).isEqualTo(expected);
      checked++;
    }
    assertThat(checked).isEqualTo(ROWS - latency);
  }
}
