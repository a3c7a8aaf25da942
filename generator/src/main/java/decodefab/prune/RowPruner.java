package decodefab.prune;

import decodefab.diag.InputException;
import decodefab.format.RowReader;
import decodefab.format.SparsePattern;
import decodefab.model.FloatMatrix;
import decodefab.model.RowView;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Reads the rows of a matrix and keeps the weights of each group of neighbours that count most; of
 * equal ones the first stay. A matrix that has the pattern already comes out as it was.
 *
 * @param source the matrix
 * @param pattern how many stay
 * @param importance what a weight's magnitude counts, by its column; 0 or more
 */
record RowPruner(FloatMatrix source, SparsePattern pattern, IntToDoubleFunction importance)
    implements RowReader {
  RowPruner {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(importance, "importance");
  }

  /** The matrix with the weights that stay. */
  static FloatMatrix prune(
      FloatMatrix source, SparsePattern pattern, IntToDoubleFunction importance) {
    return new RowView(source, new RowPruner(source, pattern, importance));
  }

  @Override
  public void row(int row, float[] into) throws InputException {
    source.row(row, into);
    int cols = source.cols();
    for (int from = 0; from < cols; from += pattern.group()) {
      int to = Math.min(from + pattern.group(), cols);
      IntStream.range(from, to)
          .boxed()
          // A zero stays one wherever it stands, so that a mask comes through a dead column.
          .filter(c -> into[c] != 0)
          .sorted((a, b) -> Double.compare(score(into[b], b), score(into[a], a)))
          .skip(pattern.kept())
          .toList()
          .forEach(c -> into[c] = 0);
    }
  }

  private double score(float weight, int column) {
    return Math.abs((double) weight) * importance.applyAsDouble(column);
  }
}
