package decodefab.format;

import decodefab.diag.InputException;
import java.util.Optional;

/** Quantizes whole matrices row by row. */
public final class MatrixQuantizer {
  private final TensorFormat format;
  private final ScaleRule rule;
  private final boolean recover;
  private final StoredNeighbours neighbours;

  /** A quantizer that keeps the codes of what was quantized in this format before. */
  public MatrixQuantizer(TensorFormat format, ScaleRule rule) {
    this(format, rule, true);
  }

  /**
   * A quantizer.
   *
   * @param recover see {@link BlockQuantizer#withRecovery}
   */
  public MatrixQuantizer(TensorFormat format, ScaleRule rule, boolean recover) {
    this(format, rule, recover, StoredNeighbours.ALL);
  }

  private MatrixQuantizer(
      TensorFormat format, ScaleRule rule, boolean recover, StoredNeighbours neighbours) {
    this.format = format;
    this.rule = rule;
    this.recover = recover;
    this.neighbours = neighbours;
  }

  /** The same for matrices that are pruned by a pattern. */
  public MatrixQuantizer storing(SparsePattern pattern) {
    return new MatrixQuantizer(format, rule, recover, StoredNeighbours.of(format, pattern));
  }

  /**
   * Quantizes a matrix. Reads it once, or twice and more when the tensor has a scale.
   *
   * @throws InputException from the reader
   * @throws ScaleOverflowException when a scale is larger than its type holds
   */
  public QuantizedTensor quantize(int rows, int cols, RowReader reader)
      throws InputException, ScaleOverflowException {
    QuantizedTensorBuilder builder = new QuantizedTensorBuilder(format, rows, cols);
    TensorScaleFinder finder = new TensorScaleFinder(format, rule, recover);
    int tensorScale = finder.find(rows, cols, reader);
    builder.tensorScale(tensorScale);
    BlockQuantizer blocks =
        new BlockQuantizer(format, rule)
            .withTensorScale(format.tensorScale().value(tensorScale))
            .withRecovery(recover);
    float[] row = new float[cols];
    for (int r = 0; r < rows; r++) {
      reader.row(r, row);
      boolean[] stored = neighbours.of(row);
      for (int b = 0; b < format.blocksPerRow(cols); b++) {
        int from = b * format.blockColumns();
        int to = Math.min(from + format.blockColumns(), cols);
        Optional<QuantizedBlock> block = blocks.quantize(row, stored, from, to);
        if (block.isEmpty()) {
          throw new ScaleOverflowException(r, from, Spread.of(row, from, to).largest(), format);
        }
        builder.block(r, b, block.get());
      }
      builder.storing(r, stored);
    }
    return builder.build();
  }
}
