package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.GgufBlock;
import decodefab.format.InvalidCodeException;
import decodefab.format.QuantizedTensor;
import decodefab.format.QuantizedTensorBuilder;
import decodefab.format.TensorFormat;
import java.util.Objects;

/**
 * A matrix of blocks in a mapped GGUF file.
 *
 * @param order where the file has each row
 */
record GgufMatrix(
    MappedFile file, GgufTensor tensor, GgufBlock block, int rows, int cols, RowOrder order)
    implements QuantizedMatrix {
  GgufMatrix {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(tensor, "tensor");
    Objects.requireNonNull(block, "block");
    Objects.requireNonNull(order, "order");
  }

  @Override
  public TensorFormat format() {
    return block.format();
  }

  @Override
  public QuantizedTensor load(int first, int count) throws InputException {
    Objects.checkFromIndexSize(first, count, rows);
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(block.format(), count, cols);
    int perRow = cols / block.weights();
    for (int r = 0; r < count; r++) {
      long at = tensor.offset() + (long) order.stored(first + r) * perRow * block.bytes();
      byte[] row = file.bytes(at, perRow * block.bytes());
      for (int b = 0; b < perRow; b++) {
        builder.block(r, b, block.decode(row, b * block.bytes()));
      }
    }
    try {
      return builder.buildChecked();
    } catch (InvalidCodeException e) {
      throw BadCodes.at(file.name() + ": tensor " + Quote.name(tensor.name()), first, e);
    }
  }
}
