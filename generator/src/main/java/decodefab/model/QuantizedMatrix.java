package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.QuantizedTensor;
import decodefab.format.TensorFormat;

/**
 * A matrix that its file holds as codes and scales. Its float32 values are the numbers that these
 * stand for; whoever wants the same format takes the codes as they are, without rounding anything.
 */
public interface QuantizedMatrix extends FloatMatrix {
  /** How the file stores it. */
  TensorFormat format();

  /**
   * Codes and scales of neighbouring rows, in the published order of rows.
   *
   * @param first 0..rows-1
   * @param count from 1; all of them rows of this matrix
   * @throws InputException when the file no longer holds them, or holds a code or a scale that
   *     stands for no number
   */
  QuantizedTensor load(int first, int count) throws InputException;

  /** The whole matrix, see {@link #load(int, int)}. */
  default QuantizedTensor load() throws InputException {
    return load(0, rows());
  }

  @Override
  default void row(int row, float[] into) throws InputException {
    QuantizedTensor codes = load(row, 1);
    for (int c = 0; c < cols(); c++) {
      into[c] = codes.dequantized(0, c);
      if (!Float.isFinite(into[c])) {
        throw ModelCode.NOT_FINITE.exception(
            "the scale of row "
                + row
                + ", column "
                + c
                + " is so large that the weight is infinite",
            "weights must be finite numbers; was quantization or conversion cut short?");
      }
    }
  }
}
