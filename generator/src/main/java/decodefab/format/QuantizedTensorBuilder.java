package decodefab.format;

import java.util.BitSet;

/** Gathers the blocks of a {@link QuantizedTensor}, in any order. Blocks not given hold code 0. */
public final class QuantizedTensorBuilder {
  private final TensorFormat format;
  private final int rows;
  private final int cols;
  private final CodeArray codes;
  private final int[] scales;
  private final int[] offsets;
  private final int[] superScales;
  private final int[] superMins;
  private final BitSet leftOut = new BitSet();
  private int tensorScale;

  /**
   * An empty matrix.
   *
   * @throws IllegalArgumentException when it has 2^31 elements or more
   */
  public QuantizedTensorBuilder(TensorFormat format, int rows, int cols) {
    if (rows < 1 || cols < 1) {
      throw new IllegalArgumentException("a matrix of " + rows + " x " + cols);
    }
    this.format = format;
    this.rows = rows;
    this.cols = cols;
    codes = new CodeArray((long) rows * cols, format.element().bits());
    int groups = rows * format.groupsPerRow(cols);
    int supers = format.superGroup().isPresent() ? rows * format.blocksPerRow(cols) : 0;
    scales = new int[groups];
    offsets = new int[format.offset() instanceof Offset.None ? 0 : groups];
    superScales = new int[supers];
    superMins = new int[format.hasMin() ? supers : 0];
  }

  /** Sets the code of the tensor's scale. */
  public QuantizedTensorBuilder tensorScale(int code) {
    tensorScale = code;
    return this;
  }

  /**
   * Sets one block.
   *
   * @param row of the block
   * @param index of the block within the row
   */
  public QuantizedTensorBuilder block(int row, int index, QuantizedBlock block) {
    int from = index * format.blockColumns();
    int length = Math.min(format.blockColumns(), cols - from);
    int groups = format.groupsPerRow(length);
    if (block.codes().length != length || block.scales().length != groups) {
      throw new IllegalArgumentException(
          block.codes().length + " codes for a block of " + length + " columns");
    }
    for (int i = 0; i < length; i++) {
      codes.set((long) row * cols + from + i, block.codes()[i]);
    }
    int first = row * format.groupsPerRow(cols) + from / format.group();
    for (int g = 0; g < groups; g++) {
      scales[first + g] = block.scales()[g];
      if (offsets.length > 0) {
        offsets[first + g] = block.offsets()[g];
      }
    }
    int place = row * format.blocksPerRow(cols) + index;
    if (superScales.length > 0) {
      superScales[place] = block.superScale();
    }
    if (superMins.length > 0) {
      superMins[place] = block.superMin();
    }
    return this;
  }

  /**
   * Says which weights of a row are stored where zeros among neighbours are left out of a format
   * with minima; all of them unless it is said. Comes behind their codes.
   *
   * @param stored by column
   * @throws IllegalArgumentException when a weight that is not stored has no code of zero
   */
  public QuantizedTensorBuilder storing(int row, boolean[] stored) {
    for (int c = 0; c < cols; c++) {
      if (!stored[c]) {
        int place = row * cols + c;
        if (format.element().value(codes.get(place)) != 0) {
          throw new IllegalArgumentException("row " + row + ", column " + c + " is not zero");
        }
        leftOut.set(place);
      }
    }
    return this;
  }

  /** The matrix as it is now; later changes of the builder do not reach it. */
  public QuantizedTensor build() {
    return new QuantizedTensor(
        format,
        rows,
        cols,
        codes.copy(),
        scales.clone(),
        offsets.clone(),
        superScales.clone(),
        superMins.clone(),
        (BitSet) leftOut.clone(),
        tensorScale);
  }

  /**
   * The matrix, made of codes from a file.
   *
   * @throws InvalidCodeException when a code of an element or a scale stands for no number
   */
  public QuantizedTensor buildChecked() throws InvalidCodeException {
    QuantizedTensor tensor = build();
    new CodeValidator(tensor).check();
    return tensor;
  }
}
