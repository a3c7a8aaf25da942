package decodefab.simtests.matvec;

import decodefab.format.ScaleCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * One parameter setting of the engine under test.
 *
 * @param rows tile rows
 * @param cols tile columns
 * @param vector elements per vector-memory word
 * @param accDepth accumulator entries
 * @param maxM most input vectors of a command
 * @param scaleBits of a row in a word of a weight-scale stream
 * @param matrixScale whether commands have a scale other than 1
 * @param formats by the number in a command; the first is that of the KV cache
 * @param lanes what multiplies
 * @param zeros whether rounds of on-chip matrices are left out where activations are zero
 */
record MatvecTile(
    int rows,
    int cols,
    int vector,
    int accDepth,
    int maxM,
    int scaleBits,
    boolean matrixScale,
    List<MatvecFormat> formats,
    Lanes lanes,
    boolean zeros) {

  /** Most words of the vector memory in an activation group of a streamed matrix. */
  static final int GROUP_WORDS = 4;

  /** Words of the table of matrix scales. */
  static final int TABLE_WORDS = 16;

  /** Bits of an entry of the list of columns: of its place, and of its scale. */
  static final int LIST_CHUNK = 6;

  static final int LIST_GROUP = 4;

  private static final int ACTIVATION_BITS = 8;
  private static final int LEAST_SUM_BITS = 32;
  private static final int WIDE_BIT = 39;

  MatvecTile {
    formats = List.copyOf(formats);
  }

  /** A setting with the same lanes for all formats, a multiplier in each. */
  MatvecTile(
      int rows,
      int cols,
      int vector,
      int accDepth,
      int maxM,
      int scaleBits,
      boolean matrixScale,
      List<MatvecFormat> formats) {
    this(
        rows, cols, vector, accDepth, maxM, scaleBits, matrixScale, formats, new Lanes(rows, 1, 1));
  }

  /** A setting that multiplies zeros like any other numbers. */
  MatvecTile(
      int rows,
      int cols,
      int vector,
      int accDepth,
      int maxM,
      int scaleBits,
      boolean matrixScale,
      List<MatvecFormat> formats,
      Lanes lanes) {
    this(rows, cols, vector, accDepth, maxM, scaleBits, matrixScale, formats, lanes, false);
  }

  /** The same setting with rounds of zero activations left out. */
  MatvecTile skippingZeros() {
    return new MatvecTile(
        rows, cols, vector, accDepth, maxM, scaleBits, matrixScale, formats, lanes, true);
  }

  /**
   * Lanes and their multipliers.
   *
   * @param wideRows rows of wide lanes; as many as the tile's if there are none
   * @param multiplier of the lanes, as {@code dfab_int_dot} numbers them
   * @param wideMultiplier of the wide lanes
   */
  record Lanes(int wideRows, int multiplier, int wideMultiplier) {}

  /** Whether a format goes through the wide lanes: the cache's, and others as wide. */
  boolean wide(int format) {
    return lanes.wideRows() < rows && formats.get(format).element().valueBits() >= ACTIVATION_BITS;
  }

  /** Whether the engine takes lists of columns; with one row it is built without. */
  boolean listed() {
    return rows > 1 && !zeros;
  }

  /** Cycles of a tile word of a format for each vector. */
  int phases(int format) {
    return wide(format) ? rows / lanes.wideRows() : 1;
  }

  /** Words of the quantized memory: enough for every case. */
  int qmDepth() {
    return 4096 / vector;
  }

  /** Words of the scale memory. */
  int qsDepth() {
    return Math.max(2, 1024 / vector);
  }

  /**
   * Formats whose scales fit the streams. That of the cache is one where no word of it would lie
   * across two containers.
   */
  List<Integer> streamedFormats() {
    return IntStream.range(8 % cacheBits() == 0 ? 0 : 1, formats.size())
        .filter(f -> 8 * (formats.get(f).groupBytes() + formats.get(f).superBytes()) <= scaleBits)
        .boxed()
        .toList();
  }

  boolean hasSuperGroups() {
    return formats.stream().anyMatch(f -> f.over().isPresent());
  }

  boolean hasMinima() {
    return formats.stream().anyMatch(f -> f.min().isPresent());
  }

  /** Bits of a row that every scale word is a multiple of. */
  int scaleUnit() {
    int bytes = 1;
    while (divides(2 * bytes)) {
      bytes *= 2;
    }
    return 8 * bytes;
  }

  private boolean divides(int bytes) {
    return formats.stream()
        .allMatch(f -> f.groupBytes() % bytes == 0 && f.superBytes() % bytes == 0);
  }

  /** Planes of a container: 16 where a tile word has more than 8. */
  int planes() {
    return formats.stream().mapToInt(MatvecFormat::planes).max().orElseThrow() > 8 ? 16 : 8;
  }

  /** Columns that a lane reaches over, at most. */
  int span() {
    return formats.stream().mapToInt(f -> f.neighbours().span()).max().orElseThrow();
  }

  /** Elements that a vector starts at a multiple of. */
  int window() {
    return Math.max(vector, cols * span());
  }

  /** Bits of an element of the KV cache. */
  int cacheBits() {
    return formats.get(0).element().bits();
  }

  /** Words of the cache as its memory holds them. */
  List<byte[]> packed(List<byte[]> words) {
    return words.stream().map(word -> CodePacking.pack(word, cacheBits())).toList();
  }

  private int mostNeighbours() {
    return formats.stream().mapToInt(f -> f.neighbours().group()).max().orElseThrow();
  }

  int valueBits() {
    return widest(f -> !wide(f));
  }

  int wideBits() {
    return widest(f -> true);
  }

  private int widest(IntPredicate of) {
    return IntStream.range(0, formats.size())
        .filter(of)
        .map(f -> formats.get(f).element().valueBits())
        .max()
        .orElseThrow();
  }

  /** Bits that the longest piece of the widest format needs, and not one more. */
  int sumBits() {
    int columnBits = 32 - Integer.numberOfLeadingZeros(longestPiece() - 1);
    return Math.max(LEAST_SUM_BITS, wideBits() + ACTIVATION_BITS + columnBits);
  }

  private int longestPiece() {
    return GROUP_WORDS * Math.max(zeros ? cols : 1, Math.max(vector, mostNeighbours()));
  }

  Map<String, String> parameters() {
    Map<String, String> all = new TreeMap<>();
    all.put("ROWS", String.valueOf(rows));
    all.put("COLS", String.valueOf(cols));
    all.put("VECTOR", String.valueOf(vector));
    all.put("ACC_DEPTH", String.valueOf(accDepth));
    all.put("MAX_M", String.valueOf(maxM));
    all.put("QM_DEPTH", String.valueOf(qmDepth()));
    all.put("QS_DEPTH", String.valueOf(qsDepth()));
    all.put("VALUE_BITS", String.valueOf(valueBits()));
    all.put("WIDE_BITS", String.valueOf(wideBits()));
    all.put("WIDE_ROWS", String.valueOf(lanes.wideRows()));
    all.put("MULTIPLIER", String.valueOf(lanes.multiplier()));
    all.put("WIDE_MULTIPLIER", String.valueOf(lanes.wideMultiplier()));
    all.put("SUM_BITS", String.valueOf(sumBits()));
    all.put("SCALE_BITS", String.valueOf(scaleBits));
    all.put("KV_BITS", String.valueOf(cacheBits()));
    all.put("MATRIX_SCALE", matrixScale ? "2" : "0");
    all.put("SCALE_KINDS", kinds(f -> Optional.of(f.scale())));
    all.put("SUPER_KINDS", kinds(MatvecFormat::over));
    all.put("MIN_KINDS", kinds(MatvecFormat::min));
    all.put("SCALE_UNIT", String.valueOf(scaleUnit()));
    all.put("PLANES", String.valueOf(planes()));
    all.put("LIST_CHUNK", String.valueOf(listed() ? LIST_CHUNK : 0));
    all.put("ZEROS", zeros ? "1" : "0");
    all.put("LIST_GROUP", String.valueOf(listed() ? LIST_GROUP : 0));
    all.put("SPAN", String.valueOf(Neighbours.log2(span())));
    int columnBits =
        formats.stream().mapToInt(f -> f.neighbours().columnBits()).max().orElseThrow();
    all.put("PLACE_BITS", String.valueOf(Math.max(1, columnBits)));
    putFormats(all);
    return all;
  }

  private String kinds(Function<MatvecFormat, Optional<ScaleCode>> scale) {
    int kinds =
        formats.stream()
            .map(scale)
            .flatMap(Optional::stream)
            .mapToInt(s -> 1 << MatvecFormat.kind(s))
            .reduce(0, (a, b) -> a | b);
    return "8'h" + Integer.toHexString(kinds);
  }

  private void putFormats(Map<String, String> all) {
    BigInteger descriptions = BigInteger.ZERO;
    BigInteger table = BigInteger.ZERO;
    int entries = 0;
    for (int f = 0; f < formats.size(); f++) {
      MatvecFormat format = formats.get(f);
      boolean hasTable = format.kind() == MatvecFormat.TABLE;
      long description =
          format.description(hasTable ? entries : 0) | (wide(f) ? 1L << WIDE_BIT : 0);
      descriptions = descriptions.or(BigInteger.valueOf(description).shiftLeft(48 * f));
      for (int code = 0; hasTable && code < format.element().codes(); code++) {
        BigInteger entry =
            BigInteger.valueOf(format.element().value(code) & ((1L << wideBits()) - 1));
        table = table.or(entry.shiftLeft(wideBits() * entries++));
      }
    }
    all.put("FORMATS", String.valueOf(formats.size()));
    all.put("FORMAT", 48 * formats.size() + "'h" + descriptions.toString(16));
    if (entries > 0) {
      all.put("TABLE_BITS", String.valueOf(wideBits()));
      all.put("TABLE_ENTRIES", String.valueOf(entries));
      all.put("TABLE", entries * wideBits() + "'h" + table.toString(16));
    }
  }

  @Override
  public String toString() {
    return rows
        + " x "
        + cols
        + ", vector "
        + vector
        + ", "
        + formats.size()
        + " formats, "
        + lanes
        + (zeros ? ", zeros skipped" : "");
  }
}
