package decodefab.golden;

import decodefab.graph.Op;
import decodefab.model.ModelShape;
import java.util.Arrays;

/** Operations on the KV cache. */
final class AttentionOperations {
  private final ModelShape shape;
  private final Values values;
  private final KvCache keys;
  private final KvCache cached;

  AttentionOperations(ModelShape shape, Values values) {
    this.shape = shape;
    this.values = values;
    this.keys = new KvCache(shape.layers(), shape.kvHeads(), shape.context(), shape.headDim());
    this.cached = new KvCache(shape.layers(), shape.kvHeads(), shape.context(), shape.headDim());
  }

  void store(Op.StoreHeads o, int layer, int position) {
    (o.key() ? keys : cached)
        .store(layer, position, values.codes(o.codes()), values.floats(o.scales()));
  }

  /** Scale of each position's cached value vector, for one head. */
  float[] valueScales(int layer, int kvHead, int position) {
    float[] scales = new float[position + 1];
    for (int t = 0; t <= position; t++) {
      scales[t] = cached.scale(layer, kvHead, t);
    }
    return scales;
  }

  void scores(Op.Scores o, int layer, int position) {
    int size = shape.headDim();
    short[] queries = values.codes(o.codes());
    for (int m = 0; m < o.scores().size(); m++) {
      int head = o.kvHead() * o.scores().size() + m;
      float queryScale = values.floats(o.scales())[head];
      float[] out = values.floats(o.scores().get(m));
      for (int t = 0; t <= position; t++) {
        int from = keys.offset(layer, o.kvHead(), t);
        long dot = MatrixEngine.dot(keys.codes(), from, queries, head * size, size);
        float scale = Fp32.mul(keys.scale(layer, o.kvHead(), t), queryScale);
        out[t] = Fp32.add(0f, Fp32.mul(Fp32.fromInt(dot), scale));
      }
    }
  }

  void mix(Op.MixValues o, int layer, int position) {
    int size = shape.headDim();
    float[] out = values.floats(o.out());
    for (int m = 0; m < o.codes().size(); m++) {
      int head = o.kvHead() * o.codes().size() + m;
      short[] weights = values.codes(o.codes().get(m));
      float[] scales = values.floats(o.scales().get(m));
      Arrays.fill(out, head * size, (head + 1) * size, 0f);
      for (int from = 0; from <= position; from += o.group()) {
        int to = Math.min(from + o.group(), position + 1);
        long[] sums = weightedSums(cached.offset(layer, o.kvHead(), 0), weights, from, to);
        float scale = scales[from / o.group()];
        for (int d = 0; d < size; d++) {
          float part = Fp32.mul(Fp32.fromInt(sums[d]), scale);
          out[head * size + d] = Fp32.add(out[head * size + d], part);
        }
      }
    }
  }

  /** Exact sums over a group of positions, one for each element of a head. */
  private long[] weightedSums(int base, short[] weights, int from, int to) {
    int size = shape.headDim();
    byte[] codes = cached.codes();
    long[] sums = new long[size];
    int[] part = new int[size];
    for (int t = from; t < to; t++) {
      int weight = weights[t];
      int at = base + t * size;
      for (int d = 0; d < size; d++) {
        part[d] += weight * codes[at + d];
      }
      if (t + 1 == to || (t + 1 - from) % MatrixEngine.PRODUCTS == 0) {
        for (int d = 0; d < size; d++) {
          sums[d] += part[d];
          part[d] = 0;
        }
      }
    }
    return sums;
  }
}
