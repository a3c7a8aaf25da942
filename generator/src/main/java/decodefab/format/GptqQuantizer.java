package decodefab.format;

import decodefab.diag.InputException;
import java.util.Optional;

/**
 * Rounds the columns of a matrix one after the other and lets those that are still to come make up
 * for the error, as far as their activations go together (Frantar et al. 2022, "GPTQ: Accurate
 * Post-Training Quantization for Generative Pre-trained Transformers", algorithm 1). Scales are
 * those of the rule, found when the columns of a block are reached.
 */
public final class GptqQuantizer {
  /** Share of the mean activation that is added to every column's, as the paper uses. */
  public static final double DAMPING = 0.01;

  private final TensorFormat format;
  private final ScaleRule rule;
  private final double[][] factor;
  private final boolean keepsZeros;
  private final StoredNeighbours neighbours;

  private GptqQuantizer(
      TensorFormat format,
      ScaleRule rule,
      double[][] factor,
      boolean keepsZeros,
      StoredNeighbours neighbours) {
    this.format = format;
    this.rule = rule;
    this.factor = factor;
    this.keepsZeros = keepsZeros;
    this.neighbours = neighbours;
  }

  /**
   * A quantizer.
   *
   * @param hessian of the activations; as many columns as the matrix
   * @throws ArithmeticException when the Hessian is not positive definite
   */
  public GptqQuantizer(TensorFormat format, ScaleRule rule, CalibrationHessian hessian) {
    this(format, rule, hessian.inverseFactor(DAMPING), false, StoredNeighbours.ALL);
  }

  /**
   * The same for a pruned matrix, whose zeros stay: what they would have made up for is left to the
   * columns behind them (Frantar and Alistarh 2023, "SparseGPT", section 3).
   */
  public GptqQuantizer keepingZeros(SparsePattern pattern) {
    return new GptqQuantizer(format, rule, factor, true, StoredNeighbours.of(format, pattern));
  }

  /**
   * Quantizes a matrix of as many columns as the Hessian.
   *
   * @throws InputException from the reader
   * @throws ScaleOverflowException when a scale is larger than its type holds
   */
  public QuantizedTensor quantize(int rows, RowReader reader)
      throws InputException, ScaleOverflowException {
    int cols = factor.length;
    int tensorScale = new TensorScaleFinder(format, rule, true).find(rows, cols, reader);
    BlockQuantizer blocks =
        new BlockQuantizer(format, rule).withTensorScale(format.tensorScale().value(tensorScale));
    QuantizedTensorBuilder builder =
        new QuantizedTensorBuilder(format, rows, cols).tensorScale(tensorScale);
    float[] row = new float[cols];
    for (int r = 0; r < rows; r++) {
      reader.row(r, row);
      row(r, row, blocks, builder);
    }
    return builder.build();
  }

  private void row(int r, float[] row, BlockQuantizer blocks, QuantizedTensorBuilder builder)
      throws ScaleOverflowException {
    int cols = row.length;
    boolean[] stored = neighbours.of(row);
    boolean[] zero = new boolean[cols];
    for (int c = 0; c < cols; c++) {
      zero[c] = keepsZeros && row[c] == 0;
    }
    for (int from = 0; from < cols; from += format.blockColumns()) {
      int to = Math.min(from + format.blockColumns(), cols);
      int index = from / format.blockColumns();
      float[] kept = row.clone();
      for (int c = from; c < to; c++) {
        kept[c] = zero[c] ? 0 : row[c];
      }
      // What was quantized before has no error to hand on, if nothing was handed to it.
      Optional<QuantizedBlock> recovered = blocks.recover(kept, stored, from, to);
      if (recovered.isPresent()) {
        builder.block(r, index, recovered.get());
        continue;
      }
      Optional<BlockScales> scales = blocks.scales(kept, stored, from, to);
      if (scales.isEmpty()) {
        throw new ScaleOverflowException(r, from, Spread.of(kept, from, to).largest(), format);
      }
      int[] codes = codes(row, zero, stored, from, to, scales.get());
      builder.block(r, index, scales.get().with(codes));
    }
    builder.storing(r, stored);
  }

  private int[] codes(
      float[] row, boolean[] zero, boolean[] stored, int from, int to, BlockScales scales) {
    int[] codes = new int[to - from];
    for (int col = from; col < to; col++) {
      GroupScale group = scales.groups().get((col - from) / format.group());
      int code = group.code(format, zero[col] ? 0 : row[col]);
      double value = stored[col] ? group.value(format, code) : 0;
      codes[col - from] = stored[col] ? code : format.element().zeroCode().orElseThrow();
      double[] shares = factor[col];
      double error = (row[col] - value) / shares[col];
      for (int later = col + 1; error != 0 && later < row.length; later++) {
        row[later] -= (float) (error * shares[later]);
      }
    }
    return codes;
  }
}
