package decodefab.format;

import java.util.BitSet;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A matrix as it is stored: codes of its elements, and of the scales and offsets of their groups.
 * Immutable; made block by block with a {@link QuantizedTensorBuilder}.
 */
public final class QuantizedTensor {
  private final TensorFormat format;
  private final int rows;
  private final int cols;
  private final CodeArray codes;
  private final int[] scales;
  private final int[] offsets;
  private final int[] superScales;
  private final int[] superMins;

  /** By element: whether it is 0 and not stored, although the format has minima. */
  private final BitSet leftOut;

  private final int tensorScale;

  /** What a builder has gathered; the arrays are its own. */
  QuantizedTensor(
      TensorFormat format,
      int rows,
      int cols,
      CodeArray codes,
      int[] scales,
      int[] offsets,
      int[] superScales,
      int[] superMins,
      BitSet leftOut,
      int tensorScale) {
    this.format = Objects.requireNonNull(format, "format");
    this.rows = rows;
    this.cols = cols;
    this.codes = codes;
    this.scales = scales;
    this.offsets = offsets;
    this.superScales = superScales;
    this.superMins = superMins;
    this.leftOut = leftOut;
    this.tensorScale = tensorScale;
  }

  /** How the matrix is stored. */
  public TensorFormat format() {
    return format;
  }

  /** Rows. */
  public int rows() {
    return rows;
  }

  /** Columns. */
  public int cols() {
    return cols;
  }

  /** Groups of a row. */
  public int groupsPerRow() {
    return format.groupsPerRow(cols);
  }

  /** Stored code of an element, 0 to 2^bits - 1. */
  public int code(int row, int col) {
    return codes.get((long) row * cols + col);
  }

  /** The integer that an element's code stands for, before any zero point. */
  public long value(int row, int col) {
    return format.element().value(code(row, col));
  }

  /**
   * Whether an element is stored, as all are but zeros among neighbours of a format with minima; it
   * is then 0 whatever its group's minimum.
   */
  public boolean stores(int row, int col) {
    return !leftOut.get(row * cols + col);
  }

  /** Whether any element is not stored. */
  public boolean leavesOut() {
    return !leftOut.isEmpty();
  }

  /** Stored code of a group's scale. */
  public int scaleCode(int row, int group) {
    return scales[row * groupsPerRow() + group];
  }

  /** Stored code of a group's zero point or minimum; 0 where the format has none. */
  public int offsetCode(int row, int group) {
    return offsets.length == 0 ? 0 : offsets[row * groupsPerRow() + group];
  }

  /** Stored code of a super-group's scale; 0 where the format has none. */
  public int superScaleCode(int row, int superGroup) {
    return superScales.length == 0 ? 0 : superScales[row * format.blocksPerRow(cols) + superGroup];
  }

  /** Stored code of a super-group's scale of minima; 0 where the format has none. */
  public int superMinCode(int row, int superGroup) {
    return superMins.length == 0 ? 0 : superMins[row * format.blocksPerRow(cols) + superGroup];
  }

  /** Stored code of the tensor's scale; 0 where the format has none. */
  public int tensorScaleCode() {
    return tensorScale;
  }

  /** The tensor's scale; 1 where the format has none. */
  public float tensorScale() {
    return format.tensorScale().value(tensorScale);
  }

  /**
   * What every element's integer is multiplied with: the tensor's scale times the power of two of
   * {@link ElementCode#exponent}, rounded to binary32.
   */
  public float matrixScale() {
    return product(tensorScale(), Math.scalb(1f, format.element().exponent()));
  }

  /**
   * What an element's integer is multiplied with: {@link #groupScale} times the tensor's, rounded
   * to binary32. Without the power of two of {@link ElementCode#exponent}. Exact for one scale and
   * for an integer under a half-precision one.
   */
  public float scale(int row, int group) {
    return product(groupScale(row, group), tensorScale());
  }

  /** A group's scale times its super-group's, rounded to binary32. */
  public float groupScale(int row, int group) {
    float scale = format.scale().value(scaleCode(row, group));
    if (format.superGroup().isPresent()) {
      ScaleCode code = format.superGroup().get().scale();
      scale = product(scale, code.value(superScaleCode(row, superGroup(group))));
    }
    return scale;
  }

  /**
   * What a group adds to each of its elements, computed as {@link #scale} is; 0 without a minimum.
   */
  public float min(int row, int group) {
    return format.hasMin() ? product(groupMin(row, group), tensorScale()) : 0;
  }

  /** A group's minimum times its super-group's scale of minima, rounded; 0 without a minimum. */
  public float groupMin(int row, int group) {
    if (!(format.offset() instanceof Offset.Min m)) {
      return 0;
    }
    float min = m.code().value(offsetCode(row, group));
    if (format.superGroup().isPresent()) {
      ScaleCode code = format.superGroup().get().scale();
      min = product(min, code.value(superMinCode(row, superGroup(group))));
    }
    return min;
  }

  /** What is taken from each integer of a group; 0 without a zero point. */
  public int zero(int row, int group) {
    return format.hasZeroPoint() ? offsetCode(row, group) : 0;
  }

  /** The number that an element stands for: integer times scale, rounded to binary32, plus min. */
  public float dequantized(int row, int col) {
    if (!stores(row, col)) {
      return 0;
    }
    int group = col / format.group();
    double integer = (double) value(row, col) - zero(row, group);
    double element = Math.scalb(integer, format.element().exponent());
    return Dequantizing.value(element, scale(row, group), min(row, group));
  }

  /**
   * The same matrix with its rows in another order.
   *
   * @param from the row of this matrix that stands at a place of the other
   */
  public QuantizedTensor reordered(IntUnaryOperator from) {
    QuantizedTensorBuilder other = new QuantizedTensorBuilder(format, rows, cols);
    other.tensorScale(tensorScale);
    for (int r = 0; r < rows; r++) {
      for (int b = 0; b < format.blocksPerRow(cols); b++) {
        other.block(r, b, block(from.applyAsInt(r), b));
      }
      boolean[] stored = new boolean[cols];
      for (int c = 0; c < cols; c++) {
        stored[c] = stores(from.applyAsInt(r), c);
      }
      other.storing(r, stored);
    }
    return other.build();
  }

  /** One block of a row, as a builder takes it. */
  private QuantizedBlock block(int row, int index) {
    int from = index * format.blockColumns();
    int length = Math.min(format.blockColumns(), cols - from);
    int first = from / format.group();
    int[] all = IntStream.range(first, first + format.groupsPerRow(length)).toArray();
    return new QuantizedBlock(
        superScaleCode(row, index),
        superMinCode(row, index),
        IntStream.of(all).map(g -> scaleCode(row, g)).toArray(),
        IntStream.of(all).map(g -> offsetCode(row, g)).toArray(),
        IntStream.range(from, from + length).map(c -> code(row, c)).toArray());
  }

  private int superGroup(int group) {
    return group / (format.blockColumns() / format.group());
  }

  private static float product(float a, float b) {
    return Dequantizing.product(a, b);
  }
}
