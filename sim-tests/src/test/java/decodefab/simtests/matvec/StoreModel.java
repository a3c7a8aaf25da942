package decodefab.simtests.matvec;

import decodefab.golden.Fp32;
import java.util.Random;

/** The KV cache as FABRIC.md lays it out, element by element; only the low bits of each count. */
final class StoreModel {

  private final StoreTile t;
  final byte[] kv;
  final byte[] keyScales;
  final byte[] valueScales;

  /** Starts with garbage everywhere. */
  StoreModel(StoreTile t, Random random) {
    this.t = t;
    kv = garbage(random, (t.valueBase() + t.heads() * t.valueWords()) * t.rows() * t.cols());
    keyScales = garbage(random, t.heads() * t.keyScaleWords() * t.rows() * 2);
    valueScales = garbage(random, t.heads() * t.valueScaleWords() * t.vector() * 2);
  }

  private static byte[] garbage(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Stores the keys of position {@code p}: {@code elements[h * head + d]}, {@code scales[h]}. */
  void storeKeys(int p, byte[] elements, float[] scales) {
    int chunks = (t.head() + t.cols() - 1) / t.cols();
    for (int h = 0; h < t.heads(); h++) {
      for (int d = 0; d < chunks * t.cols(); d++) {
        int word = h * t.keyWords() + p / t.rows() * chunks + d / t.cols();
        for (int row = 0; row < t.rows(); row++) {
          int value = row == p % t.rows() && d < t.head() ? elements[h * t.head() + d] : 0;
          if (row == p % t.rows() || p % t.rows() == 0) {
            kv[(word * t.rows() + row) * t.cols() + d % t.cols()] = (byte) value;
          }
        }
      }
      int scaleWord = h * t.keyScaleWords() + p / t.rows();
      setScale(keyScales, scaleWord, t.rows(), p, scales[h]);
    }
  }

  /** Stores the values of position {@code p}. */
  void storeValues(int p, byte[] elements, float[] scales) {
    int group = 1 << t.log2Group();
    int tiles = t.head() / t.rows();
    int perGroup = group / t.cols();
    for (int h = 0; h < t.heads(); h++) {
      for (int d = 0; d < t.head(); d++) {
        int tile = p / group * tiles + d / t.rows();
        int word = t.valueBase() + h * t.valueWords() + tile * perGroup + p % group / t.cols();
        // Column after column, where keys have row after row.
        int first = word * t.rows() * t.cols() + d % t.rows();
        for (int column = 0; column < t.cols() && p % t.cols() == 0; column++) {
          kv[first + column * t.rows()] = 0;
        }
        kv[first + p % t.cols() * t.rows()] = elements[h * t.head() + d];
      }
      int scaleWord = h * t.valueScaleWords() + p / t.vector();
      setScale(valueScales, scaleWord, t.vector(), p, scales[h]);
    }
  }

  private static void setScale(byte[] memory, int word, int lanes, int p, float scale) {
    if (p % lanes == 0) {
      java.util.Arrays.fill(memory, word * lanes * 2, (word + 1) * lanes * 2, (byte) 0);
    }
    int bits = Fp32.toF16(scale);
    int at = (word * lanes + p % lanes) * 2;
    memory[at] = (byte) bits;
    memory[at + 1] = (byte) (bits >> 8);
  }
}
