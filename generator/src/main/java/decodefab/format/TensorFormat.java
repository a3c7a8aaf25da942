package decodefab.format;

import decodefab.design.Grouping;
import decodefab.design.NumberFormat;
import decodefab.design.SecondScale;
import decodefab.design.TernaryElement;
import java.util.Objects;
import java.util.Optional;

/**
 * How a matrix is stored, all of it: value = element x 2^exponent x scale (+ min), where the scale
 * is that of the group, times that of its super-group, times that of the tensor.
 *
 * @param element what a code means
 * @param group neighbours along a row that share a scale; a row's last group may be shorter
 * @param scale how a group's scale is stored; {@link ScaleCode#ONE} where only the tensor has one
 * @param offset zero point or minimum of a group
 * @param superGroup groups that share a second scale
 * @param tensorScale one more scale of the whole tensor; {@link ScaleCode#ONE} for none
 * @param packedTrits whether five ternary elements share a byte, see {@link TritPacking}
 */
public record TensorFormat(
    ElementCode element,
    int group,
    ScaleCode scale,
    Offset offset,
    Optional<SuperGroup> superGroup,
    ScaleCode tensorScale,
    boolean packedTrits) {
  public TensorFormat {
    Objects.requireNonNull(element, "element");
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(offset, "offset");
    Objects.requireNonNull(superGroup, "superGroup");
    Objects.requireNonNull(tensorScale, "tensorScale");
    if (group < 1) {
      throw new IllegalArgumentException("group of " + group);
    }
    if (superGroup.isPresent() && superGroup.get().columns() % group != 0) {
      throw new IllegalArgumentException(
          "super-group of " + superGroup.get().columns() + " over groups of " + group);
    }
    if (packedTrits && !element.equals(ElementCodes.ternary())) {
      throw new IllegalArgumentException(element.name() + " is not packed as trits");
    }
  }

  /** One scale for each group, nothing else. */
  public static TensorFormat grouped(ElementCode element, int group, ScaleCode scale) {
    return new TensorFormat(
        element, group, scale, new Offset.None(), Optional.empty(), ScaleCode.ONE, false);
  }

  /** The same with an offset in each group. */
  public TensorFormat withOffset(Offset with) {
    return new TensorFormat(element, group, scale, with, superGroup, tensorScale, packedTrits);
  }

  /** The same with its groups under a second scale. */
  public TensorFormat under(SuperGroup second) {
    return new TensorFormat(
        element, group, scale, offset, Optional.of(second), tensorScale, packedTrits);
  }

  /** The same under one more scale of the whole tensor. */
  public TensorFormat underTensor(ScaleCode code) {
    return new TensorFormat(element, group, scale, offset, superGroup, code, packedTrits);
  }

  /** The same with each element in bits of its own. */
  public TensorFormat unpacked() {
    return new TensorFormat(element, group, scale, offset, superGroup, tensorScale, false);
  }

  /**
   * The format of a matrix.
   *
   * @param format of the design
   * @param cols columns, the group of {@code per row}
   * @throws IllegalArgumentException unless {@link ElementCodes#isCoded}
   */
  public static TensorFormat of(NumberFormat format, int cols) {
    Offset offset =
        format
            .min()
            .<Offset>map(m -> new Offset.Min(ScaleCode.of(m)))
            .orElse(format.zeroPoint() ? new Offset.ZeroPoint() : new Offset.None());
    ElementCode element =
        offset instanceof Offset.None
            ? ElementCodes.of(format.element())
            : ElementCodes.unsigned(format.element().bits());
    ScaleCode scale = ScaleCode.of(format.scale());
    boolean perTensor = format.grouping() instanceof Grouping.PerTensor;
    int group = format.grouping() instanceof Grouping.PerGroup g ? g.size() : cols;
    TensorFormat plain =
        new TensorFormat(
            element,
            group,
            perTensor ? ScaleCode.ONE : scale,
            offset,
            Optional.empty(),
            perTensor ? scale : ScaleCode.ONE,
            format.element() instanceof TernaryElement t && t.packed());
    return format.second().map(second -> plain.under(second)).orElse(plain);
  }

  private TensorFormat under(SecondScale second) {
    ScaleCode code = ScaleCode.of(second.scale());
    return second.grouping() instanceof Grouping.PerGroup outer
        ? under(new SuperGroup(outer.size(), code))
        : underTensor(code);
  }

  /** Columns of a block, the unit in which a row is quantized: a super-group, else a group. */
  public int blockColumns() {
    return superGroup.map(SuperGroup::columns).orElse(group);
  }

  /**
   * The same for a matrix that is stored in blocks of so many columns: a group or super-group that
   * is longer ends with each block, and its scales are stored once for every part of it.
   */
  public TensorFormat cut(int columns) {
    return new TensorFormat(
        element,
        Math.min(group, columns),
        scale,
        offset,
        superGroup.map(s -> new SuperGroup(Math.min(s.columns(), columns), s.scale())),
        tensorScale,
        packedTrits);
  }

  /** The format of what is stored of a matrix in a pattern. */
  public TensorFormat stored(SparsePattern pattern) {
    return pattern.block().map(b -> cut(b.cols())).orElse(this);
  }

  /** Groups of a row. */
  public int groupsPerRow(int cols) {
    return Math.ceilDiv(cols, group);
  }

  /** Blocks of a row. */
  public int blocksPerRow(int cols) {
    return Math.ceilDiv(cols, blockColumns());
  }

  /** Whether groups have a minimum. */
  public boolean hasMin() {
    return offset instanceof Offset.Min;
  }

  /** Whether groups have a zero point. */
  public boolean hasZeroPoint() {
    return offset instanceof Offset.ZeroPoint;
  }

  /** Whether groups have a scale or an offset that is stored. */
  public boolean hasGroupCodes() {
    return scale.bits() + offset.bits(element) > 0;
  }

  /** Whether the whole tensor has a scale. */
  public boolean hasTensorScale() {
    return tensorScale.bits() > 0;
  }

  /**
   * Bits that one element costs with its share of scales and offsets, in rows of whole groups; the
   * scale of the tensor is not counted.
   */
  public double bitsPerWeight() {
    return bitsPerWeight(SparsePattern.DENSE);
  }

  /**
   * The same where only part of the elements is stored, each with what tells its column; elements
   * that are not stored count as well.
   */
  public double bitsPerWeight(SparsePattern pattern) {
    if (pattern.block().isPresent()) {
      return stored(pattern).bitsPerWeight() * pattern.kept() / pattern.group();
    }
    double groupBits = scale.bits() + (double) offset.bits(element);
    double superBits =
        superGroup.map(s -> (hasMin() ? 2.0 : 1.0) * s.scale().bits() / s.columns()).orElse(0.0);
    double stored = (elementBits() + pattern.indexBits()) / pattern.span();
    return stored + groupBits / group + superBits;
  }

  /**
   * Bytes of a matrix: its elements, and the scales and offsets of all of its groups, those of
   * short last ones too. How a memory pads them is not counted.
   */
  public long storedBytes(int rows, int cols) {
    return storedBytes(rows, cols, SparsePattern.DENSE);
  }

  /** The same where only part of the elements is stored, each with what tells its column. */
  public long storedBytes(int rows, int cols, SparsePattern pattern) {
    if (pattern.block().isPresent()) {
      return stored(pattern).storedBytes(rows, pattern.storedCols(cols));
    }
    double groupBits = scale.bits() + (double) offset.bits(element);
    double superBits = superGroup.map(s -> (hasMin() ? 2.0 : 1.0) * s.scale().bits()).orElse(0.0);
    long stored =
        pattern.isSparse() ? (long) Math.ceilDiv(cols, pattern.group()) * pattern.slots() : cols;
    double row =
        stored * (elementBits() + pattern.indexBits())
            + groupsPerRow(cols) * groupBits
            + blocksPerRow(cols) * superBits;
    return (long) Math.ceil((rows * row + tensorScale.bits()) / 8);
  }

  private double elementBits() {
    return packedTrits ? 8.0 / TritPacking.TRITS : element.bits();
  }

  /** On one line. */
  public String text() {
    return element.name()
        + (packedTrits ? " packed" : "")
        + (" per group(" + group + ") scale " + scale.text())
        + offset.text()
        + superGroup
            .map(s -> " under group(" + s.columns() + ") scale " + s.scale().text())
            .orElse("")
        + (tensorScale.equals(ScaleCode.ONE) ? "" : " under tensor scale " + tensorScale.text());
  }
}
