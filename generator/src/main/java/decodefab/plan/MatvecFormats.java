package decodefab.plan;

import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.format.TritPacking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What a fabric's matvec engine can decode: only what its design uses. Format 0 is that of the KV
 * cache.
 *
 * @param decoders decode logic by the index that an instruction names
 * @param valueBits bits of the widest integer that an element decodes to
 * @param sumBits bits of the largest integer sum of a piece
 * @param scaleBits bits of a row in a word of the weight-scale stream: 8, 16 or 32
 */
public record MatvecFormats(List<Decoder> decoders, int valueBits, int sumBits, int scaleBits) {
  /** Most formats beside each other, the cache's included: an instruction has 3 bits for them. */
  static final int MOST = 8;

  /** Bits of the widest integer sum that the fabric converts to binary32. */
  static final int MOST_SUM_BITS = 48;

  /** Bits of each lane in a container. */
  static final int CONTAINER_PLANES = 8;

  private static final int ACTIVATION_BITS = 8;

  /** Until a piece is so long, its sum fits the 32 bits that every fabric has. */
  private static final int LEAST_SUM_BITS = 32;

  public MatvecFormats {
    decoders = List.copyOf(decoders);
  }

  /**
   * The logic of one format. Matrices that differ in group size alone share it.
   *
   * @param element what a code means
   * @param scale how a group's scale is stored
   * @param zeroPoint whether each group has a zero point
   * @param packedTrits whether five elements share a byte
   * @param pattern which elements are stored
   */
  public record Decoder(
      ElementCode element,
      ScaleCode scale,
      boolean zeroPoint,
      boolean packedTrits,
      SparsePattern pattern) {
    public Decoder {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(scale, "scale");
    }

    static Decoder of(TensorFormat format, SparsePattern pattern) {
      return new Decoder(
          format.element(), format.scale(), format.hasZeroPoint(), format.packedTrits(), pattern);
    }

    /** Bits that an element takes in a tile word: its code, and its place in a sparse matrix. */
    int storedBits() {
      return element.bits() + pattern.placeBits();
    }

    /**
     * Bits of an integer that it gives, a zero point taken. Codes without a sign have room for that
     * already.
     */
    public int valueBits() {
      return element.valueBits() + (zeroPoint && element.lowestElement() < 0 ? 1 : 0);
    }

    /** Bits of a row in a scale word: the scale, and a zero point in a byte of its own. */
    int scaleBits() {
      return scale.bits() + (zeroPoint ? 8 : 0);
    }
  }

  /** The logic for the matrices of a design, summed in pieces of at most so many columns. */
  public static MatvecFormats of(Collection<Decoder> used, int longestPiece) {
    List<Decoder> decoders = new ArrayList<>();
    decoders.add(
        new Decoder(ElementCodes.signed(8), ScaleCode.F16, false, false, SparsePattern.DENSE));
    used.stream().filter(d -> !decoders.contains(d)).distinct().forEach(decoders::add);
    int valueBits = decoders.stream().mapToInt(Decoder::valueBits).max().orElseThrow();
    int scaleBits = decoders.stream().mapToInt(Decoder::scaleBits).max().orElseThrow();
    int columnBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, longestPiece - 1));
    return new MatvecFormats(
        decoders,
        valueBits,
        Math.max(LEAST_SUM_BITS, valueBits + ACTIVATION_BITS - 1 + columnBits + 1),
        scaleBits <= 8 ? 8 : scaleBits <= 16 ? 16 : 32);
  }

  /** Most columns that a lane of any matrix chooses from, a power of two. */
  public int span() {
    return decoders.stream().mapToInt(d -> d.pattern().span()).max().orElse(1);
  }

  /** The index that an instruction names a matrix's format by. */
  public int index(TensorFormat format, SparsePattern pattern) {
    int index = decoders.indexOf(Decoder.of(format, pattern));
    if (index < 0) {
      throw new IllegalArgumentException("no decoder for " + format.text());
    }
    return index;
  }

  /**
   * Containers of so many tile words: containers have 8 planes of a bit per lane, a tile word as
   * many as a code has bits.
   *
   * @param index of the format
   * @param words tile words of a matrix
   */
  public long containers(int index, long words) {
    Decoder decoder = decoders.get(index);
    return decoder.packedTrits()
        ? Math.ceilDiv(words, TritPacking.TRITS)
        : Math.ceilDiv(words * decoder.storedBits(), CONTAINER_PLANES);
  }
}
