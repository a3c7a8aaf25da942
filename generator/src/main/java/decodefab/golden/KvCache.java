package decodefab.golden;

/**
 * The quantized key/value cache: int8 codes, and one scale per layer, head and position that has
 * been rounded to binary16.
 */
final class KvCache {
  private final int heads;
  private final int context;
  private final int headDim;
  private final byte[] codes;
  private final float[] scales;

  KvCache(int layers, int heads, int context, int headDim) {
    this.heads = heads;
    this.context = context;
    this.headDim = headDim;
    int vectors = Math.multiplyExact(Math.multiplyExact(layers, heads), context);
    this.codes = new byte[Math.multiplyExact(vectors, headDim)];
    this.scales = new float[vectors];
  }

  private int vector(int layer, int head, int position) {
    return (layer * heads + head) * context + position;
  }

  /** Index of the first code of a head's vector. */
  int offset(int layer, int head, int position) {
    return vector(layer, head, position) * headDim;
  }

  byte[] codes() {
    return codes;
  }

  float scale(int layer, int head, int position) {
    return scales[vector(layer, head, position)];
  }

  /** Stores all heads of one position; {@code scales} are already rounded to binary16. */
  void store(int layer, int position, byte[] all, float[] headScales) {
    for (int h = 0; h < heads; h++) {
      System.arraycopy(all, h * headDim, codes, offset(layer, h, position), headDim);
      scales[vector(layer, h, position)] = headScales[h];
    }
  }
}
