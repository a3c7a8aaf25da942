package decodefab.model;

import java.util.Objects;

/**
 * A matrix as it is stored: signed integer codes, and one binary16 scale per group of columns of a
 * row. The value of an element is its code times its group's scale. The arrays are handed out as
 * they are, for speed, and must not be changed.
 */
public final class QuantizedMatrix {
  private final int rows;
  private final int cols;
  private final int bits;
  private final int group;
  private final byte[] codes;
  private final short[] scales;

  /**
   * A stored matrix.
   *
   * @param rows rows
   * @param cols columns
   * @param bits bits of a code
   * @param group columns that share a scale; a row's last group may be shorter
   * @param codes row-major, {@code rows * cols}
   * @param scales binary16 bits, row-major, {@code rows * ceil(cols / group)}
   */
  public QuantizedMatrix(int rows, int cols, int bits, int group, byte[] codes, short[] scales) {
    this.rows = rows;
    this.cols = cols;
    this.bits = bits;
    this.group = group;
    this.codes = Objects.requireNonNull(codes, "codes");
    this.scales = Objects.requireNonNull(scales, "scales");
    if (codes.length != Math.multiplyExact(rows, cols)
        || scales.length != Math.multiplyExact(rows, groupsPerRow())) {
      throw new IllegalArgumentException("codes and scales do not fit " + rows + " x " + cols);
    }
  }

  /** Rows. */
  public int rows() {
    return rows;
  }

  /** Columns. */
  public int cols() {
    return cols;
  }

  /** Bits of a code. */
  public int bits() {
    return bits;
  }

  /** Columns that share a scale. */
  public int group() {
    return group;
  }

  /** Codes, row-major. */
  public byte[] codes() {
    return codes;
  }

  /** Binary16 scales, row-major. */
  public short[] scales() {
    return scales;
  }

  /** Groups of a row. */
  public int groupsPerRow() {
    return Math.ceilDiv(cols, group);
  }

  /** Scale of a group, as binary16 bits 0..0xFFFF. */
  public int scaleBits(int row, int groupIndex) {
    return scales[row * groupsPerRow() + groupIndex] & 0xFFFF;
  }
}
