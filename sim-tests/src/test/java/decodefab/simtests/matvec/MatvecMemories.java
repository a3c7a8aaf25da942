package decodefab.simtests.matvec;

import decodefab.format.ScaleCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What the engine reads: its two memories, four streams and the KV cache, filled at random. */
final class MatvecMemories {

  private final MatvecTile tile;
  private final Random random;
  final byte[] quantized;
  final float[] scales;
  final List<List<byte[]>> containers = List.of(new ArrayList<>(), new ArrayList<>());
  final List<List<byte[]>> weightScales = List.of(new ArrayList<>(), new ArrayList<>());
  final List<byte[]> kv = new ArrayList<>();
  final List<byte[]> keyScales = new ArrayList<>();
  final List<byte[]> list = new ArrayList<>();

  /** What the rows of a tile have in one weight group: codes of scales, and zero points. */
  @SuppressWarnings("ArrayRecordComponent") // handed from one loop to the next, never compared
  record GroupScales(int[] codes, int[] zeros, int[] mins, int[] overs, int[] minOvers) {
    /** No scales, and nothing to take from the integers. */
    static GroupScales none(int rows) {
      int[] none = new int[rows];
      return new GroupScales(none, none, none, none, none);
    }
  }

  MatvecMemories(MatvecTile tile, Random random) {
    this.tile = tile;
    this.random = random;
    quantized = new byte[tile.qmDepth() * tile.vector()];
    random.nextBytes(quantized);
    for (int from = 0; tile.zeros() && from < quantized.length; from += tile.cols()) {
      if (random.nextInt(10) < 6) {
        Arrays.fill(quantized, from, from + tile.cols(), (byte) 0);
      }
    }
    scales = new float[tile.qsDepth() * tile.vector()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = scale();
    }
  }

  /** Mostly ordinary numbers; now and then any bits at all, NaN and subnormals included. */
  private float scale() {
    return random.nextInt(40) == 0
        ? Float.intBitsToFloat(random.nextInt())
        : (float) Math.scalb(random.nextDouble() - 0.3, random.nextInt(8) - 4);
  }

  /** Random scales for each row of a tile that begins a super-group. */
  GroupScales groupScales(MatvecFormat format) {
    int[] overs = new int[tile.rows()];
    int[] minOvers = new int[tile.rows()];
    for (int r = 0; r < tile.rows() && format.over().isPresent(); r++) {
      overs[r] = MatvecFormat.randomScale(format.over().get(), random);
      minOvers[r] = MatvecFormat.randomScale(format.over().get(), random);
    }
    return groupScales(format, overs, minOvers);
  }

  /** The same inside a super-group. */
  GroupScales groupScales(MatvecFormat format, int[] overs, int[] minOvers) {
    int[] codes = new int[tile.rows()];
    int[] zeros = new int[tile.rows()];
    int[] mins = new int[tile.rows()];
    for (int r = 0; r < tile.rows(); r++) {
      codes[r] = MatvecFormat.randomScale(format.scale(), random);
      zeros[r] = format.zeroPoint() ? random.nextInt(format.element().codes()) : 0;
      mins[r] = format.min().map(m -> MatvecFormat.randomScale(m, random)).orElse(0);
    }
    return new GroupScales(codes, zeros, mins, overs, minOvers);
  }

  /** Extends the list of columns by any entry, and returns it. */
  int listEntry() {
    int entry = random.nextInt(1 << (MatvecTile.LIST_CHUNK + MatvecTile.LIST_GROUP));
    list.add(new byte[] {(byte) entry, (byte) (entry >> 8)});
    return entry;
  }

  /** Returns K scales as they lie in a word, a field for each row. */
  byte[] keyScaleWord(GroupScales scales) {
    byte[] word = new byte[tile.rows() * 2];
    for (int r = 0; r < tile.rows(); r++) {
      putBits(word, 16 * r, 16, scales.codes()[r]);
    }
    return word;
  }

  /** Returns what each row has in a scale word, lowest byte first. */
  byte[][] scaleFields(MatvecFormat format, GroupScales scales, boolean opensSuper) {
    byte[][] fields = new byte[tile.rows()][];
    for (int r = 0; r < tile.rows(); r++) {
      ByteSink field = new ByteSink();
      put(field, format.scale(), scales.codes()[r]);
      if (format.zeroPoint()) {
        field.raw(new byte[] {(byte) scales.zeros()[r]});
      }
      int row = r;
      format.min().ifPresent(m -> put(field, m, scales.mins()[row]));
      if (opensSuper && format.over().isPresent()) {
        put(field, format.over().get(), scales.overs()[r]);
        format.min().ifPresent(m -> put(field, format.over().get(), scales.minOvers()[row]));
      }
      fields[r] = field.toByteArray();
    }
    return fields;
  }

  /** A code in whole bytes, what is below zero with its sign. */
  private static void put(ByteSink field, ScaleCode scale, int code) {
    int value = scale.isInteger() ? (int) scale.value(code) : code;
    for (int b = 0; b < MatvecFormat.bytes(scale); b++) {
      field.raw(new byte[] {(byte) (value >> (8 * b))});
    }
  }

  /** Puts the scale words of a matrix into those of the stream; what they spare is garbage. */
  List<byte[]> packScales(List<byte[][]> fields) {
    int wordBytes = tile.rows() * tile.scaleBits() / 8;
    List<byte[]> words = new ArrayList<>();
    if (!tile.hasSuperGroups()) {
      for (byte[][] rows : fields) {
        byte[] word = new byte[wordBytes];
        random.nextBytes(word);
        for (int r = 0; r < rows.length; r++) {
          System.arraycopy(rows[r], 0, word, r * tile.scaleBits() / 8, rows[r].length);
        }
        words.add(word);
      }
      return words;
    }
    ByteSink all = new ByteSink();
    int unit = tile.scaleUnit() / 8;
    for (byte[][] rows : fields) {
      for (int from = 0; from < rows[0].length; from += unit) {
        for (byte[] row : rows) {
          all.raw(Arrays.copyOfRange(row, from, from + unit));
        }
      }
    }
    byte[] bytes = all.toByteArray();
    for (int from = 0; from < bytes.length; from += wordBytes) {
      byte[] word = new byte[wordBytes];
      random.nextBytes(word);
      System.arraycopy(bytes, from, word, 0, Math.min(wordBytes, bytes.length - from));
      words.add(word);
    }
    return words;
  }

  /** Returns the codes of a tile word; columns outside {@code [from, to)} decode to zero. */
  int[] tileWord(int from, int to, MatvecFormat format, GroupScales scales) {
    int[] word = new int[tile.rows() * tile.cols()];
    for (int i = 0; i < word.length; i++) {
      int column = i % tile.cols();
      int zero = scales.zeros()[i / tile.cols()];
      boolean inside = column >= from && column < to;
      word[i] = inside ? format.randomCode(random) : format.zeroCode(zero);
    }
    return word;
  }

  /**
   * A tile word of a sparse matrix.
   *
   * @param stored codes, each with what stands behind it
   * @param integers of all columns that the word covers, zero points taken
   * @param present of those columns, 1 where there is a weight
   */
  @SuppressWarnings("ArrayRecordComponent") // handed from one loop to the next, never compared
  record SparseWord(int[] stored, long[] integers, long[] present) {}

  /** Returns a word whose columns outside {@code [from, to)} are zero. */
  SparseWord sparseWord(int from, int to, MatvecFormat format, GroupScales scales) {
    Neighbours n = format.neighbours();
    int[] stored = new int[tile.rows() * tile.cols()];
    long[] integers = new long[stored.length * n.span()];
    long[] present = new long[integers.length];
    int bits = format.element().bits();
    for (int first = 0; first < stored.length; first += n.slots()) {
      int zero = scales.zeros()[first / tile.cols()];
      Arrays.fill(stored, first, first + n.slots(), format.zeroCode(zero));
      int column = first % tile.cols() * n.span();
      boolean inside = column >= from && column < to;
      int lane = first;
      List<Integer> places =
          !inside
              ? List.of()
              : format.min().isPresent() ? n.randomWeights(random, to - column) : n.random(random);
      for (int place : places) {
        if (column + place < to) {
          stored[lane] = format.randomCode(random);
          integers[first * n.span() + place] = format.value(stored[lane], zero);
          present[first * n.span() + place] = 1;
        }
        lane++;
      }
      for (int i = 0; i < places.size(); i++) {
        int place = places.get(i);
        int behind = n.bitmap() ? first + place / n.span() : first + i;
        stored[behind] |= (n.bitmap() ? 1 << (place % n.span()) : place) << bits;
      }
    }
    return new SparseWord(stored, integers, present);
  }

  /** A word of the cache. */
  byte[] cacheWord(int from, int to, boolean byColumns) {
    int[] codes = tileWord(from, to, tile.formats().get(0), GroupScales.none(tile.rows()));
    byte[] word = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int turned = i % tile.cols() * tile.rows() + i / tile.cols();
      word[byColumns ? turned : i] = (byte) codes[i];
    }
    return word;
  }

  /** Cuts the string of codes into containers; what is left of the last one is garbage. */
  List<byte[]> pack(MatvecFormat format, List<int[]> words) {
    int lanes = tile.rows() * tile.cols();
    int bits = format.planes();
    int planes = tile.planes();
    int trits = 5 * planes / 8;
    int containers =
        format.packsTrits()
            ? (words.size() + trits - 1) / trits
            : (words.size() * bits + planes - 1) / planes;
    byte[] all = new byte[containers * lanes * planes / 8];
    random.nextBytes(all);
    if (format.packsTrits()) {
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) packTrits(format, words, i / lanes * 5, i % lanes);
      }
    } else {
      for (int i = 0; i < words.size() * lanes; i++) {
        putBits(all, i * bits, bits, words.get(i / lanes)[i % lanes]);
      }
    }
    List<byte[]> packed = new ArrayList<>();
    for (int at = 0; at < all.length; at += lanes * planes / 8) {
      packed.add(Arrays.copyOfRange(all, at, at + lanes * planes / 8));
    }
    return packed;
  }

  /** Lane i of five words as a base-3 fraction of 256, the first word its first digit. */
  private int packTrits(MatvecFormat format, List<int[]> words, int first, int lane) {
    double fraction = 0;
    double weight = 1;
    for (int w = first; w < first + 5; w++) {
      weight /= 3;
      long trit = w < words.size() ? format.value(words.get(w)[lane], 0) : random.nextInt(3) - 1;
      fraction += weight * (trit + 1);
    }
    // A multiple of 256/243, so that what is lost in double is far from the next integer.
    return (int) Math.ceil(256 * fraction - 1e-6);
  }

  private static void putBits(byte[] bytes, int place, int count, int value) {
    for (int i = 0; i < count; i++) {
      int at = place + i;
      int mask = 1 << (at % 8);
      bytes[at / 8] =
          (value >> i & 1) == 0 ? (byte) (bytes[at / 8] & ~mask) : (byte) (bytes[at / 8] | mask);
    }
  }
}
