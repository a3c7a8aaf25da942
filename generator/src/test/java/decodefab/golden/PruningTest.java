package decodefab.golden;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.format.SparsePattern;
import decodefab.model.FloatMatrix;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pruning leaves of a matrix. */
class PruningTest {
  private static final int COLS = 37;

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
    FloatMatrix pruned = MagnitudePruning.prune(new Rows(rows), new SparsePattern(kept, group));
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
}
