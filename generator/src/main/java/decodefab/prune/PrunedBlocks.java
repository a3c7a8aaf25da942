package decodefab.prune;

import decodefab.diag.InputException;
import decodefab.format.BlockSize;
import decodefab.format.RowReader;
import decodefab.format.SparsePattern;
import decodefab.model.FloatMatrix;
import decodefab.model.RowView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A matrix of which each band of rows keeps the blocks that count most: those with the largest sum
 * of squares, each weight's magnitude times what its column counts. That is the energy which the
 * block gives to the products if inputs are independent. Of equal blocks the first stay. A matrix
 * that has the pattern already comes out as it was.
 */
final class PrunedBlocks implements RowReader {
  private final FloatMatrix source;
  private final BlockSize block;

  /** By band, then block: whether it stays. */
  private final boolean[][] kept;

  private PrunedBlocks(FloatMatrix source, BlockSize block, boolean[][] kept) {
    this.source = source;
    this.block = block;
    this.kept = kept;
  }

  /**
   * Chooses the blocks, for which all rows are read.
   *
   * @param importance what a weight's magnitude counts, by its column; 0 or more
   */
  static FloatMatrix of(FloatMatrix source, SparsePattern pattern, IntToDoubleFunction importance)
      throws InputException {
    BlockSize block = pattern.block().orElseThrow();
    int count = pattern.keptBlocks(source.cols());
    boolean[][] kept = new boolean[block.bands(source.rows())][];
    for (int band = 0; band < kept.length; band++) {
      kept[band] = largest(Scores.of(source, block, band, importance), count);
    }
    return new RowView(source, new PrunedBlocks(source, block, kept));
  }

  private static boolean[] largest(Scores scores, int count) {
    boolean[] kept = new boolean[scores.energy.length];
    IntStream.range(0, kept.length)
        .boxed()
        // A block of zeros comes last, so that a mask comes through dead columns.
        .sorted(
            Comparator.<Integer>comparingInt(b -> scores.weights[b] ? 0 : 1)
                .thenComparing(b -> -scores.energy[b]))
        .limit(count)
        .forEach(b -> kept[b] = true);
    return kept;
  }

  /** What each block of a band counts, and whether it has any weight. */
  private static final class Scores {
    private final double[] energy;
    private final boolean[] weights;

    private Scores(int blocks) {
      this.energy = new double[blocks];
      this.weights = new boolean[blocks];
    }

    static Scores of(FloatMatrix m, BlockSize block, int band, IntToDoubleFunction importance)
        throws InputException {
      Scores scores = new Scores(m.cols() / block.cols());
      float[] row = new float[m.cols()];
      int end = Math.min(m.rows(), (band + 1) * block.rows());
      for (int r = band * block.rows(); r < end; r++) {
        m.row(r, row);
        for (int c = 0; c < row.length; c++) {
          double counts = row[c] * importance.applyAsDouble(c);
          scores.energy[c / block.cols()] += counts * counts;
          scores.weights[c / block.cols()] |= row[c] != 0;
        }
      }
      return scores;
    }
  }

  @Override
  public void row(int row, float[] into) throws InputException {
    source.row(row, into);
    boolean[] stays = kept[row / block.rows()];
    for (int b = 0; b < stays.length; b++) {
      if (!stays[b]) {
        Arrays.fill(into, b * block.cols(), (b + 1) * block.cols(), 0f);
      }
    }
  }
}
