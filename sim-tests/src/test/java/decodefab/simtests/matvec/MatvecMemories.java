package decodefab.simtests.matvec;

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

  /** What the rows of a tile have in one weight group: codes of scales, and zero points. */
  @SuppressWarnings("ArrayRecordComponent") // handed from one loop to the next, never compared
  record GroupScales(int[] codes, int[] zeros) {
    /** No scales, and nothing to take from the integers. */
    static GroupScales none(int rows) {
      return new GroupScales(new int[rows], new int[rows]);
    }
  }

  MatvecMemories(MatvecTile tile, Random random) {
    this.tile = tile;
    this.random = random;
    quantized = new byte[tile.qmDepth() * tile.vector()];
    random.nextBytes(quantized);
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

  /** A random scale and zero point for each row of a tile. */
  GroupScales groupScales(MatvecFormat format) {
    int[] codes = new int[tile.rows()];
    int[] zeros = new int[tile.rows()];
    for (int r = 0; r < tile.rows(); r++) {
      codes[r] = format.randomScale(random);
      zeros[r] = format.zeroPoint() ? random.nextInt(format.element().codes()) : 0;
    }
    return new GroupScales(codes, zeros);
  }

  /** Returns scales as they lie in a word, a field for each row; what a field spares is garbage. */
  byte[] scaleWord(MatvecFormat format, GroupScales scales, int fieldBits) {
    byte[] word = new byte[tile.rows() * fieldBits / 8];
    random.nextBytes(word);
    for (int r = 0; r < tile.rows(); r++) {
      putBits(word, r * fieldBits, format.scale().bits(), scales.codes()[r]);
      if (format.zeroPoint()) {
        putBits(word, r * fieldBits + format.scale().bits(), 8, scales.zeros()[r]);
      }
    }
    return word;
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
    int bits = format.element().bits();
    int containers = format.packsTrits() ? (words.size() + 4) / 5 : (words.size() * bits + 7) / 8;
    byte[] all = new byte[containers * lanes];
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
    for (int at = 0; at < all.length; at += lanes) {
      packed.add(Arrays.copyOfRange(all, at, at + lanes));
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
