package decodefab.golden;

/**
 * The quantized key/value cache: codes of up to 8 bits, and one scale per layer, head and position
 * that has been rounded as the cache keeps it.
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

  /** Stores all heads of one position. */
  void store(int layer, int position, short[] all, float[] headScales) {
    for (int h = 0; h < heads; h++) {
      int to = offset(layer, h, position);
      for (int d = 0; d < headDim; d++) {
        codes[to + d] = (byte) all[h * headDim + d];
      }
      scales[vector(layer, h, position)] = headScales[h];
    }
  }
}
