package decodefab.format;

import decodefab.diag.InputException;
import java.util.OptionalInt;

/** Finds the scale of a whole tensor, in passes over its rows. */
final class TensorScaleFinder {
  private final TensorFormat format;
  private final ScaleRule rule;
  private final boolean recover;

  TensorScaleFinder(TensorFormat format, ScaleRule rule, boolean recover) {
    this.format = format;
    this.rule = rule;
    this.recover = recover;
  }

  /** Code of the scale; 0 where the format has none. Never the code of zero. */
  int find(int rows, int cols, RowReader reader) throws InputException, ScaleOverflowException {
    ScaleCode type = format.tensorScale();
    if (type.equals(ScaleCode.ONE)) {
      return 0;
    }
    Spread spread = spread(rows, cols, reader);
    OptionalInt recovered = recovered(spread, rows, cols, reader);
    if (recovered.isPresent()) {
      return recovered.getAsInt();
    }
    OptionalInt code = wanted(spread);
    if (code.isEmpty()) {
      throw new ScaleOverflowException(0, 0, spread.largest(), format);
    }
    // A tensor of zeros has any scale; one that can be divided by is least trouble.
    return type.value(code.getAsInt()) == 0 ? type.encode(1).orElseThrow() : code.getAsInt();
  }

  /** So that the largest weight is the largest element under the largest scale of a group. */
  private OptionalInt wanted(Spread spread) {
    ScaleFit fit =
        format.scale().equals(ScaleCode.ONE)
            ? rule.fit(format, spread)
            : new FullRange().fit(format, spread);
    return format
        .tensorScale()
        .encode((float) (fit.scale() / format.scale().largest()), fit.rounding());
  }

  /** Only where the tensor's scale is the only one: else it cannot be told from the groups'. */
  private OptionalInt recovered(Spread spread, int rows, int cols, RowReader reader)
      throws InputException {
    boolean possible =
        recover
            && format.scale().equals(ScaleCode.ONE)
            && format.offset() instanceof Offset.None
            && format.element().bits() <= 8
            && spread.largest() > 0;
    int[] codes = possible ? format.element().encodedCodes() : new int[0];
    for (int i = codes.length - 1; i >= 0 && format.element().value(codes[i]) > 0; i--) {
      double scale = spread.largest() / format.element().element(codes[i]);
      for (int code : format.tensorScale().around((float) scale)) {
        if (isExact(code, rows, cols, reader)) {
          return OptionalInt.of(code);
        }
      }
    }
    return OptionalInt.empty();
  }

  private boolean isExact(int code, int rows, int cols, RowReader reader) throws InputException {
    float scale = format.tensorScale().value(code);
    if (scale == 0) {
      return false;
    }
    GroupScale group = new GroupScale(0, 0, scale, 0, 0);
    float[] row = new float[cols];
    for (int r = 0; r < rows; r++) {
      reader.row(r, row);
      for (float weight : row) {
        if (group.value(format, group.code(format, weight)) != weight) {
          return false;
        }
      }
    }
    return true;
  }

  private static Spread spread(int rows, int cols, RowReader reader) throws InputException {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    double sum = 0;
    float[] row = new float[cols];
    for (int r = 0; r < rows; r++) {
      reader.row(r, row);
      Spread spread = Spread.of(row, 0, cols);
      min = Math.min(min, spread.min());
      max = Math.max(max, spread.max());
      sum += spread.meanMagnitude() * cols;
    }
    return new Spread(min, max, sum / ((double) rows * cols));
  }
}
