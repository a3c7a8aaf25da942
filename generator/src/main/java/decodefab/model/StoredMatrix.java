package decodefab.model;

import decodefab.diag.InputException;
import java.util.Objects;

/**
 * A matrix of floats over mapped bytes.
 *
 * @param order where the file has each row
 */
record StoredMatrix(int rows, int cols, StoredTensor tensor, RowOrder order)
    implements FloatMatrix {
  StoredMatrix {
    Objects.requireNonNull(tensor, "tensor");
    Objects.requireNonNull(order, "order");
  }

  @Override
  public void row(int row, float[] into) throws InputException {
    Objects.checkIndex(row, rows);
    tensor.read((long) order.stored(row) * cols, into, cols);
  }
}
