package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.QuantizedBlock;
import decodefab.format.QuantizedTensor;
import decodefab.format.QuantizedTensorBuilder;
import decodefab.format.ScaleCode;
import decodefab.format.TensorFormat;
import java.util.OptionalInt;

/**
 * Rounds weights to the codes of a format: a group's scale is its largest magnitude over the
 * largest element, rounded to its own format; a code is the one nearest to the weight over that
 * scale.
 */
public final class WeightQuantizer {
  private final TensorFormat format;

  /** A quantizer. */
  public WeightQuantizer(TensorFormat format) {
    this.format = format;
  }

  /**
   * Quantizes a whole matrix.
   *
   * @throws InputException when a weight is no finite number
   * @throws ArithmeticException when a group's scale is above the largest that its type holds
   */
  public QuantizedTensor quantize(FloatMatrix matrix) throws InputException {
    QuantizedTensorBuilder builder =
        new QuantizedTensorBuilder(format, matrix.rows(), matrix.cols());
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      for (int g = 0; g < format.groupsPerRow(row.length); g++) {
        builder.block(r, g, group(row, g * format.group()));
      }
    }
    return builder.build();
  }

  private QuantizedBlock group(float[] row, int from) {
    int to = Math.min(from + format.group(), row.length);
    float max = 0;
    for (int c = from; c < to; c++) {
      max = Math.max(max, Math.abs(row[c]));
    }
    ScaleCode type = format.scale();
    OptionalInt code = type.encode((float) (max / format.element().highestElement()));
    if (code.isEmpty()) {
      throw new ArithmeticException("a group's largest weight " + max + " overflows its scale");
    }
    float step = type.value(code.getAsInt());
    int[] codes = new int[to - from];
    for (int c = from; c < to; c++) {
      codes[c - from] = format.element().encode(step == 0 ? 0 : (double) row[c] / step);
    }
    return new QuantizedBlock(0, 0, new int[] {code.getAsInt()}, new int[1], codes);
  }
}
