package decodefab.simtests.matvec;

import java.util.ArrayList;
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

  /** Returns R random f16 values as they lie in a scale word. */
  byte[] scaleWord() {
    byte[] word = new byte[tile.rows() * 2];
    for (int r = 0; r < tile.rows(); r++) {
      int bits =
          random.nextInt(40) == 0
              ? random.nextInt(1 << 16)
              : Float.floatToFloat16((float) (random.nextDouble() - 0.3));
      word[2 * r] = (byte) bits;
      word[2 * r + 1] = (byte) (bits >> 8);
    }
    return word;
  }

  /** Returns a random tile word whose columns outside {@code [from, to)} are zero. */
  byte[] tileWord(int from, int to, boolean int8) {
    byte[] word = new byte[tile.rows() * tile.cols()];
    for (int i = 0; i < word.length; i++) {
      int column = i % tile.cols();
      if (column >= from && column < to) {
        word[i] = (byte) (int8 ? random.nextInt(256) - 128 : random.nextInt(16) - 8);
      }
    }
    return word;
  }

  /** Packs tile words of four bits in twos; what is left of the last container is garbage. */
  List<byte[]> packInt4(List<byte[]> words) {
    List<byte[]> packed = new ArrayList<>();
    for (int w = 0; w < words.size(); w += 2) {
      byte[] container = new byte[tile.rows() * tile.cols()];
      random.nextBytes(container);
      for (int half = 0; half < 2 && w + half < words.size(); half++) {
        byte[] word = words.get(w + half);
        for (int i = 0; i < word.length; i += 2) {
          container[(half * word.length + i) / 2] = (byte) ((word[i] & 15) | (word[i + 1] << 4));
        }
      }
      packed.add(container);
    }
    return packed;
  }
}
