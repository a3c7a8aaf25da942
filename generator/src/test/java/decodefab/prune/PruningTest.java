package decodefab.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.calibrate.Calibration;
import decodefab.calibrate.CalibrationText;
import decodefab.design.Pruning;
import decodefab.diag.InputException;
import decodefab.format.BlockSize;
import decodefab.format.SparsePattern;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelShape;
import decodefab.model.ModelWeights;
import decodefab.model.SyntheticWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pruning leaves of a matrix. */
class PruningTest {
  private static final int COLS = 37;

  private static final ModelWeights MODEL =
      new SyntheticWeights(
          new ModelShape(
              64,
              32,
              2,
              48,
              4,
              2,
              8,
              52,
              10000,
              1e-5,
              false,
              OptionalInt.of(1),
              OptionalInt.empty()),
          5);

  @SuppressWarnings("ArrayRecordComponent") // a matrix to read, never compared
  private record Rows(float[][] all) implements FloatMatrix {
    @Override
    public int rows() {
      return all.length;
    }

    @Override
    public int cols() {
      return COLS;
    }

    @Override
    public void row(int row, float[] into) {
      System.arraycopy(all[row], 0, into, 0, COLS);
    }
  }

  /** Also where as many slots are stored as there are neighbours. */
  @ParameterizedTest
  @CsvSource({"2,4", "3,4", "7,8", "5,8", "31,32", "8,32"})
  void keepsTheLargestOfEachGroup(int kept, int group) throws Exception {
    Random random = new Random(kept);
    float[][] rows = new float[6][COLS];
    for (float[] row : rows) {
      for (int c = 0; c < COLS; c++) {
        row[c] = random.nextFloat() - 0.5f;
      }
    }
    FloatMatrix pruned =
        RowPruner.prune(new Rows(rows), new SparsePattern(kept, group), column -> 1);
    float[] row = new float[COLS];
    int zeros = 0;
    for (int r = 0; r < rows.length; r++) {
      pruned.row(r, row);
      for (int from = 0; from < COLS; from += group) {
        int to = Math.min(from + group, COLS);
        float least = Float.MAX_VALUE;
        float most = 0;
        int left = 0;
        for (int c = from; c < to; c++) {
          boolean stays = row[c] != 0;
          assertThat(row[c]).isIn(0f, rows[r][c]);
          left += stays ? 1 : 0;
          least = stays ? Math.min(least, Math.abs(row[c])) : least;
          most = stays ? most : Math.max(most, Math.abs(rows[r][c]));
        }
        assertThat(left).isEqualTo(Math.min(kept, to - from));
        assertThat(least).isGreaterThanOrEqualTo(most);
        zeros += to - from - left;
      }
    }
    assertThat(zeros).isPositive();
  }

  /** A small weight on a loud input stays before a large one on a quiet input. */
  @Test
  void countsWhatAColumnIsMultipliedWith() throws Exception {
    float[] row = new float[COLS];
    float[] weights = {4, -3, 2, 1};
    System.arraycopy(weights, 0, row, 0, weights.length);
    double[] norms = {1, 0.5, 10, 3};
    FloatMatrix pruned =
        RowPruner.prune(
            new Rows(new float[][] {row}), new SparsePattern(2, 4), c -> c < 4 ? norms[c] : 1);
    float[] out = new float[COLS];
    pruned.row(0, out);
    assertThat(Arrays.copyOf(out, 4)).containsExactly(4, 0, 2, 0);
  }

  @Test
  void findsTheNormOfEachInput() throws Exception {
    ModelShape shape = MODEL.shape();
    Calibration calibration = new Calibration(MODEL, CalibrationText.OWN);
    int asked = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      // Inputs behind a norm have a mean square near 1, weights of norms aside.
      for (String role : List.of("attention.q", "attention.o", "mlp.up", "mlp.down")) {
        int cols = MODEL.matrix("layers." + layer + "." + role).cols();
        double[] norms = calibration.norms(role, layer);
        assertThat(norms).hasSize(cols);
        for (double norm : norms) {
          assertThat(norm).isNotNegative().isFinite();
          asked++;
        }
      }
    }
    assertThat(calibration.norms("lm_head", 0)[shape.dim() - 1]).isPositive();
    assertThat(asked)
        .isEqualTo(shape.layers() * (2 * shape.dim() + shape.queryDim() + shape.hidden()));
  }

  /** The same model is pruned in the same way each time, and not as by magnitude. */
  @Test
  void prunesByWandaAlikeEachTime() throws Exception {
    SparsePattern wanda = new SparsePattern(2, 4, Pruning.WANDA);
    FloatMatrix matrix = MODEL.matrix("layers.0.mlp.down");
    int different = 0;
    float[] a = new float[matrix.cols()];
    float[] b = new float[matrix.cols()];
    float[] c = new float[matrix.cols()];
    FloatMatrix first = prune(matrix, wanda);
    FloatMatrix again = prune(matrix, wanda);
    FloatMatrix largest = prune(matrix, new SparsePattern(2, 4));
    for (int r = 0; r < matrix.rows(); r++) {
      first.row(r, a);
      again.row(r, b);
      largest.row(r, c);
      assertThat(a).isEqualTo(b);
      different += Arrays.equals(a, c) ? 0 : 1;
    }
    assertThat(different).isPositive();
  }

  private static FloatMatrix prune(FloatMatrix matrix, SparsePattern pattern) throws Exception {
    Calibration calibration = new Calibration(MODEL, CalibrationText.OWN);
    return new Pruner(calibration).prune("layers.0.mlp.down", "mlp.down", 0, matrix, pattern);
  }

  @Test
  void takesAMaskOrSaysWhereItIsNone() throws Exception {
    SparsePattern mask = new SparsePattern(2, 4, Pruning.MASK);
    float[][] rows = new float[3][COLS];
    rows[0][0] = 1;
    rows[0][3] = 1;
    rows[2][36] = 1;
    FloatMatrix matrix = new Rows(rows);
    assertThat(prune(matrix, mask)).isSameAs(matrix);
    rows[2][8] = 1;
    rows[2][10] = 1;
    rows[2][11] = 1;
    assertThatThrownBy(() -> prune(matrix, mask))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF619")
        .hasMessageContaining("layers.0.mlp.down is not 2 of 4: row 2, column 11")
        .hasMessageContaining("columns 8 to 11");
  }

  private static SparsePattern blocks(Pruning by) {
    return new SparsePattern(1, 2, by, Optional.of(new BlockSize(2, 8)));
  }

  /** Blocks of 2 x 8 in bands of four: the two of the largest sums of squares stay as they are. */
  @Test
  void keepsTheBlocksOfMostEnergy() throws Exception {
    FloatMatrix matrix = MODEL.matrix("layers.1.mlp.up");
    FloatMatrix pruned = prune(matrix, blocks(Pruning.MAGNITUDE));
    float[] before = new float[32];
    float[] after = new float[32];
    for (int band = 0; band < matrix.rows() / 2; band++) {
      double[] energy = new double[4];
      double[] left = new double[4];
      for (int r = 2 * band; r < 2 * band + 2; r++) {
        matrix.row(r, before);
        pruned.row(r, after);
        for (int c = 0; c < 32; c++) {
          energy[c / 8] += (double) before[c] * before[c];
          left[c / 8] += (double) after[c] * after[c];
          assertThat(after[c]).isIn(0f, before[c]);
        }
      }
      double[] sorted = energy.clone();
      Arrays.sort(sorted);
      for (int b = 0; b < 4; b++) {
        assertThat(left[b]).isEqualTo(energy[b] >= sorted[2] ? energy[b] : 0);
      }
    }
  }

  /** A mask survives columns that nothing is multiplied with. */
  @Test
  void leavesAMaskOfBlocksInDeadColumns() throws Exception {
    float[][] rows = new float[2][COLS];
    rows[1][9] = 3;
    FloatMatrix kept =
        PrunedBlocks.of(
            new Rows(rows),
            new SparsePattern(1, COLS, Pruning.WANDA, Optional.of(new BlockSize(2, 1))),
            column -> column == 9 ? 0 : 1);
    float[] row = new float[COLS];
    kept.row(1, row);
    assertThat(row).isEqualTo(rows[1]);
  }

  @Test
  void takesAMaskOfBlocksOrSaysWhereItIsNone() throws Exception {
    FloatMatrix pruned = prune(MODEL.matrix("layers.1.mlp.up"), blocks(Pruning.WANDA));
    assertThat(prune(pruned, blocks(Pruning.MASK))).isSameAs(pruned);
    SparsePattern fewer = new SparsePattern(1, 4, Pruning.MASK, Optional.of(new BlockSize(2, 8)));
    assertThatThrownBy(() -> prune(pruned, fewer))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("DF619")
        .hasMessageContaining("layers.0.mlp.down is not block(2, 8) 1 of 4 by mask: row 0, column")
        .hasMessageContaining("one block too many of the 1 that rows 0 to 1 keep");
  }
}
