package decodefab.golden;

import decodefab.format.SparsePattern;
import decodefab.model.FloatMatrix;
import java.util.stream.IntStream;

/**
 * Keeps the largest weights of each group of neighbours and makes the others zero; of equal ones
 * the first stay. A matrix that has the pattern already comes out as it was.
 */
final class MagnitudePruning {
  private MagnitudePruning() {}

  static FloatMatrix prune(FloatMatrix m, SparsePattern pattern) {
    int cols = m.cols();
    return new RowView(
        m,
        (row, into) -> {
          m.row(row, into);
          for (int from = 0; from < cols; from += pattern.group()) {
            int to = Math.min(from + pattern.group(), cols);
            IntStream.range(from, to)
                .boxed()
                .sorted((a, b) -> Float.compare(Math.abs(into[b]), Math.abs(into[a])))
                .skip(pattern.kept())
                .forEach(c -> into[c] = 0);
          }
        });
  }
}
