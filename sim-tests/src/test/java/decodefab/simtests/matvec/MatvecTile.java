package decodefab.simtests.matvec;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    Lanes lanes) {

  /** Most words of the vector memory in an activation group of a streamed matrix. */
  static final int GROUP_WORDS = 4;

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

  /** Formats whose scales fit the streams. */
  List<Integer> streamedFormats() {
    return IntStream.range(0, formats.size())
        .filter(f -> formats.get(f).scaleBits() <= scaleBits)
        .boxed()
        .toList();
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
    int columnBits = 32 - Integer.numberOfLeadingZeros(GROUP_WORDS * vector - 1);
    return Math.max(LEAST_SUM_BITS, wideBits() + ACTIVATION_BITS + columnBits);
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
    all.put("MATRIX_SCALE", matrixScale ? "1" : "0");
    all.put("SCALE_KINDS", "6'h" + Integer.toHexString(scaleKinds()));
    putFormats(all);
    return all;
  }

  private int scaleKinds() {
    return formats.stream().mapToInt(f -> 1 << f.scaleKind()).reduce(0, (a, b) -> a | b);
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
            BigInteger.valueOf(format.element().value(code) & ((1L << valueBits()) - 1));
        table = table.or(entry.shiftLeft(valueBits() * entries++));
      }
    }
    all.put("FORMATS", String.valueOf(formats.size()));
    all.put("FORMAT", 48 * formats.size() + "'h" + descriptions.toString(16));
    if (entries > 0) {
      all.put("TABLE_BITS", String.valueOf(valueBits()));
      all.put("TABLE_ENTRIES", String.valueOf(entries));
      all.put("TABLE", entries * valueBits() + "'h" + table.toString(16));
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
        + lanes;
  }
}
