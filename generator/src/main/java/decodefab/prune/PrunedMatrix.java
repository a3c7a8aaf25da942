package decodefab.prune;

import decodefab.diag.InputException;
import decodefab.format.SparsePattern;
import decodefab.model.FloatMatrix;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A matrix that keeps the weights of each group of neighbours that count most; of equal ones the
 * first stay. A matrix that has the pattern already comes out as it was.
 *
 * @param source the matrix
 * @param pattern how many stay
 * @param importance what a weight's magnitude counts, by its column; 0 or more
 */
record PrunedMatrix(FloatMatrix source, SparsePattern pattern, IntToDoubleFunction importance)
    implements FloatMatrix {
  PrunedMatrix {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(importance, "importance");
  }

  @Override
  public int rows() {
    return source.rows();
  }

  @Override
  public int cols() {
    return source.cols();
  }

  @Override
  public void row(int row, float[] into) throws InputException {
    source.row(row, into);
    for (int from = 0; from < cols(); from += pattern.group()) {
      int to = Math.min(from + pattern.group(), cols());
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
