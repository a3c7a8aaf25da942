package decodefab.plan;

import decodefab.model.ModelShape;

/**
 * Addresses of the KV cache, in words of one tile (rows x cols codes); scales in words of the
 * K-scale memory (rows) and the V-scale memory (vector lanes). Keys stand with positions along the
 * rows of a tile, values transposed with positions along its columns, so that both are read as a
 * matrix in the order of the matvec engine. See "Store command" in {@code templates/FABRIC.md}.
 *
 * @param keyHeadWords words of one head's keys over the whole context
 * @param valueHeadWords words of one head's values
 * @param kvHeads key/value heads
 * @param layers layers
 * @param keyScaleWords K-scale words of one head
 * @param valueScaleWords V-scale words of one head, even, since the vector engine reads two at a
 *     time
 * @param keyChunks tiles of columns of a key
 * @param valueTiles tiles of rows of a value
 */
public record KvLayout(
    long keyHeadWords,
    long valueHeadWords,
    int kvHeads,
    int layers,
    int keyScaleWords,
    int valueScaleWords,
    int keyChunks,
    int valueTiles) {

  /** Layout for a model on a fabric. */
  public static KvLayout of(ModelShape shape, FabricParameters fabric) {
    int keyChunks = Math.ceilDiv(shape.headDim(), fabric.cols());
    int valueTiles = Math.ceilDiv(shape.headDim(), fabric.rows());
    int tiles = Math.ceilDiv(shape.context(), fabric.rows());
    int groups = Math.ceilDiv(shape.context(), fabric.probabilityGroup());
    long valueWords = (long) groups * valueTiles * (fabric.probabilityGroup() / fabric.cols());
    int valueScales = Math.ceilDiv(Math.ceilDiv(shape.context(), fabric.vector()), 2) * 2;
    return new KvLayout(
        (long) tiles * keyChunks,
        valueWords,
        shape.kvHeads(),
        shape.layers(),
        tiles,
        valueScales,
        keyChunks,
        valueTiles);
  }

  /** Words from one layer's keys to the next layer's. */
  public long keyLayerWords() {
    return keyHeadWords * kvHeads;
  }

  /** Words from one layer's values to the next layer's. */
  public long valueLayerWords() {
    return valueHeadWords * kvHeads;
  }

  /** First word of a head's keys in layer 0. */
  public long keyBase(int head) {
    return head * keyHeadWords;
  }

  /** First word of a head's values in layer 0: values stand after all keys. */
  public long valueBase(int head) {
    return keyLayerWords() * layers + head * valueHeadWords;
  }

  /** Words of the whole cache. */
  public long words() {
    return (keyLayerWords() + valueLayerWords()) * layers;
  }

  /** Words of the K-scale memory. */
  public int keyScaleDepth() {
    return Math.multiplyExact(keyScaleWords, kvHeads * layers);
  }

  /** Words of the V-scale memory. */
  public int valueScaleDepth() {
    return Math.multiplyExact(valueScaleWords, kvHeads * layers);
  }
}
