package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.RowReader;
import java.util.Objects;

/**
 * A matrix of the same size as another whose rows are read in another way, such as in another order
 * or changed.
 *
 * @param source the other matrix
 * @param reader how a row is read
 */
public record RowView(FloatMatrix source, RowReader reader) implements FloatMatrix {
  public RowView {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reader, "reader");
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
    reader.row(row, into);
  }
}
