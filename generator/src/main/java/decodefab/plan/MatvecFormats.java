package decodefab.plan;

import decodefab.format.DynamicFormat;
import decodefab.format.ElementCode;
import decodefab.format.ElementCodes;
import decodefab.format.Offset;
import decodefab.format.ScaleCode;
import decodefab.format.SparsePattern;
import decodefab.format.SuperGroup;
import decodefab.format.TensorFormat;
import decodefab.format.TritPacking;
import decodefab.graph.MatrixFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a fabric's matvec engine can decode, and what it multiplies that with: only what its design
 * uses. Format 0 is that of the KV cache.
 *
 * @param decoders decode logic by the index that an instruction names
 * @param valueBits bits of the widest integer that an element decodes to
 * @param sumBits bits of the largest integer sum of a piece
 * @param scaleBits bits of a row in a word of the weight-scale stream: 8, 16, 32 or 64
 * @param activationBits bits of the codes that weights and cache are multiplied with
 */
public record MatvecFormats(
    List<Decoder> decoders, int valueBits, int sumBits, int scaleBits, int activationBits) {
  /** Most formats beside each other, the cache's included: an instruction has 3 bits for them. */
  static final int MOST = 8;

  /** Bits of the widest integer sum that the fabric converts to binary32. */
  static final int MOST_SUM_BITS = 48;

  /** Bits of each lane in a container, where no element needs more. */
  private static final int LEAST_PLANES = 8;

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
   * @param min how a group's minimum is stored, if it has one
   * @param superScale how the scales of a super-group are stored, if there are any
   * @param packedTrits whether five elements share a byte
   * @param pattern which elements are stored, as the hardware sees it
   */
  public record Decoder(
      ElementCode element,
      ScaleCode scale,
      boolean zeroPoint,
      Optional<ScaleCode> min,
      Optional<ScaleCode> superScale,
      boolean packedTrits,
      SparsePattern pattern) {
    public Decoder {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(scale, "scale");
    }

    static Decoder of(MatrixFormat matrix) {
      return of(matrix.format(), matrix.pattern());
    }

    static Decoder of(TensorFormat format, SparsePattern pattern) {
      return new Decoder(
          format.element(),
          format.scale(),
          format.hasZeroPoint(),
          format.offset() instanceof Offset.Min m ? Optional.of(m.code()) : Optional.empty(),
          format.superGroup().map(SuperGroup::scale),
          format.packedTrits(),
          pattern.stored());
    }

    /**
     * Bits that an element takes in a tile word: its code, and in a sparse matrix what tells its
     * column.
     */
    int storedBits() {
      return element.bits() + pattern.indexBits();
    }

    /**
     * Bits of an integer that it gives, a zero point taken. Codes without a sign have room for that
     * already.
     */
    public int valueBits() {
      return element.valueBits() + (zeroPoint && element.lowestElement() < 0 ? 1 : 0);
    }

    /** Bytes of a row in a group's scale word: the scale, then a zero point or a minimum. */
    int groupBytes() {
      return bytes(scale) + (zeroPoint ? 1 : 0) + min.map(Decoder::bytes).orElse(0);
    }

    /** Bytes that a super-group adds to its first word: its scale, and that of its minima. */
    int superBytes() {
      return superScale.map(Decoder::bytes).orElse(0) * (min.isPresent() ? 2 : 1);
    }

    private static int bytes(ScaleCode code) {
      return Math.ceilDiv(code.bits(), 8);
    }
  }

  /** The same for activations and cache in their default formats. */
  public static MatvecFormats of(Collection<Decoder> used, int longestPiece) {
    return of(used, longestPiece, DynamicFormat.ACTIVATIONS, DynamicFormat.CACHE, longestPiece);
  }

  /**
   * The logic for a design.
   *
   * @param used decoders of its matrices
   * @param longestPiece most columns of a matrix in an integer sum
   * @param activations format of what they are multiplied with
   * @param cache format of keys and values
   * @param longestCachePiece most elements of them in an integer sum
   */
  public static MatvecFormats of(
      Collection<Decoder> used,
      int longestPiece,
      DynamicFormat activations,
      DynamicFormat cache,
      int longestCachePiece) {
    List<Decoder> decoders = new ArrayList<>();
    decoders.add(
        new Decoder(
            ElementCodes.signed(cache.bits()),
            cache.scale(),
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            SparsePattern.DENSE));
    boolean shared = isShared(cache.bits());
    used.stream()
        .distinct()
        .filter(d -> !shared || !d.equals(decoders.get(0)))
        .forEach(decoders::add);
    int valueBits = decoders.stream().mapToInt(Decoder::valueBits).max().orElseThrow();
    int scaleBytes =
        decoders.stream().mapToInt(d -> d.groupBytes() + d.superBytes()).max().orElseThrow();
    int weights =
        used.stream().mapToInt(Decoder::valueBits).max().orElse(0) + countBits(longestPiece);
    int sumBits = Math.max(weights, cache.bits() + countBits(longestCachePiece));
    return new MatvecFormats(
        decoders,
        valueBits,
        Math.max(LEAST_SUM_BITS, sumBits + activations.bits()),
        8 * Integer.highestOneBit(2 * scaleBytes - 1),
        activations.bits());
  }

  /** Bits that a sum of so many numbers has more than one of them. */
  private static int countBits(int terms) {
    return 32 - Integer.numberOfLeadingZeros(Math.max(1, terms - 1));
  }

  /** Bits of a code of the KV cache. */
  public int cacheBits() {
    return decoders.get(0).element().bits();
  }

  /**
   * Whether a matrix in the cache's format takes the cache's decoder. Where words of a matrix may
   * lie across two containers, which words of the cache never do, it has one of its own.
   */
  private static boolean isShared(int cacheBits) {
    return LEAST_PLANES % cacheBits == 0;
  }

  /** Whether any format has super-groups; scale words then follow each other without gaps. */
  public boolean hasSuperGroups() {
    return decoders.stream().anyMatch(d -> d.superScale().isPresent());
  }

  /** Whether any format has minima. */
  public boolean hasMinima() {
    return decoders.stream().anyMatch(d -> d.min().isPresent());
  }

  /** Whether a sparse format has minima, so that each row has a sum of activations of its own. */
  public boolean hasSparseMinima() {
    return decoders.stream().anyMatch(d -> d.min().isPresent() && d.pattern().isSparse());
  }

  /** Bits of a row that all scale words are multiples of: 8, 16 or 32. */
  public int scaleUnit() {
    int bytes = 0;
    for (Decoder decoder : decoders) {
      bytes = commonDivisor(commonDivisor(bytes, decoder.groupBytes()), decoder.superBytes());
    }
    return 8 * bytes;
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  /**
   * Words of the weight-scale stream of a matrix.
   *
   * @param index of the format
   * @param groups groups of all tiles
   * @param superGroups super-groups of all tiles; 0 where the format has none
   */
  public long scaleWords(int index, long groups, long superGroups) {
    Decoder decoder = decoders.get(index);
    if (decoder.groupBytes() == 0) {
      return 0;
    }
    long bytes = groups * decoder.groupBytes() + superGroups * decoder.superBytes();
    return hasSuperGroups() ? Math.ceilDiv(bytes * 8, scaleBits) : groups;
  }

  /** Most columns that a lane of any matrix chooses from, a power of two. */
  public int span() {
    return decoders.stream().mapToInt(d -> d.pattern().span()).max().orElse(1);
  }

  /** The index that an instruction names a matrix's format by. */
  public int index(TensorFormat format, SparsePattern pattern) {
    Decoder wanted = Decoder.of(format, pattern);
    for (int i = isShared(cacheBits()) ? 0 : 1; i < decoders.size(); i++) {
      if (decoders.get(i).equals(wanted)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no decoder for " + format.text());
  }

  /**
   * Planes of a container, a bit per lane each: a power of two, so that memories and buses have
   * widths that go into each other, and no fewer than the widest tile word, so that one container
   * in each cycle is enough.
   */
  public int containerPlanes() {
    int widest = decoders.stream().mapToInt(Decoder::storedBits).max().orElse(LEAST_PLANES);
    return widest <= LEAST_PLANES ? LEAST_PLANES : 2 * LEAST_PLANES;
  }

  /**
   * Containers of so many tile words, which have as many planes as an element has bits.
   *
   * @param index of the format
   * @param words tile words of a matrix
   */
  public long containers(int index, long words) {
    Decoder decoder = decoders.get(index);
    return decoder.packedTrits()
        ? Math.ceilDiv(words, TritPacking.TRITS * containerPlanes() / LEAST_PLANES)
        : Math.ceilDiv(words * decoder.storedBits(), containerPlanes());
  }
}
