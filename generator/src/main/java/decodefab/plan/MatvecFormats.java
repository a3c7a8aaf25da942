package decodefab.plan;

import decodefab.format.DynamicFormat;
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
 * What a fabric's matvec engine can decode, and what it multiplies that with: only what its design
 * uses. Format 0 is that of the KV cache.
 *
 * @param decoders decode logic by the index that an instruction names
 * @param valueBits bits of the widest integer that an element decodes to
 * @param sumBits bits of the largest integer sum of a piece
 * @param scaleBits bits of a row in a word of the weight-scale stream: 8, 16 or 32
 * @param activationBits bits of the codes that weights and cache are multiplied with
 */
public record MatvecFormats(
    List<Decoder> decoders, int valueBits, int sumBits, int scaleBits, int activationBits) {
  /** Most formats beside each other, the cache's included: an instruction has 3 bits for them. */
  static final int MOST = 8;

  /** Bits of the widest integer sum that the fabric converts to binary32. */
  static final int MOST_SUM_BITS = 48;

  /** Bits of each lane in a container. */
  static final int CONTAINER_PLANES = 8;

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

    /** Bits of an integer that it gives, a zero point taken. */
    int valueBits() {
      return element.valueBits() + (zeroPoint ? 1 : 0);
    }

    /** Bits of a row in a scale word: the scale, and a zero point in a byte of its own. */
    int scaleBits() {
      return scale.bits() + (zeroPoint ? 8 : 0);
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
            ElementCodes.signed(cache.bits()), cache.scale(), false, false, SparsePattern.DENSE));
    boolean shared = isShared(cache.bits());
    used.stream()
        .distinct()
        .filter(d -> !shared || !d.equals(decoders.get(0)))
        .forEach(decoders::add);
    int valueBits = decoders.stream().mapToInt(Decoder::valueBits).max().orElseThrow();
    int scaleBits = decoders.stream().mapToInt(Decoder::scaleBits).max().orElseThrow();
    int weights =
        used.stream().mapToInt(Decoder::valueBits).max().orElse(0) + countBits(longestPiece);
    int sumBits = Math.max(weights, cache.bits() + countBits(longestCachePiece));
    return new MatvecFormats(
        decoders,
        valueBits,
        Math.max(LEAST_SUM_BITS, sumBits + activations.bits()),
        scaleBits <= 8 ? 8 : scaleBits <= 16 ? 16 : 32,
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
    return CONTAINER_PLANES % cacheBits == 0;
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
