package decodefab.golden;

import decodefab.graph.Op;
import decodefab.model.ModelShape;

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
    byte[] queries = values.codes(o.codes());
    for (int m = 0; m < o.scores().size(); m++) {
      int head = o.kvHead() * o.scores().size() + m;
      float queryScale = values.floats(o.scales())[head];
      float[] out = values.floats(o.scores().get(m));
      for (int t = 0; t <= position; t++) {
        int from = keys.offset(layer, o.kvHead(), t);
        int dot = MatrixEngine.dot(keys.codes(), from, queries, head * size, size);
        float scale = Fp32.mul(keys.scale(layer, o.kvHead(), t), queryScale);
        out[t] = Fp32.add(0f, Fp32.mul(Fp32.fromInt(dot), scale));
      }
    }
  }

  void mix(Op.MixValues o, int layer, int position) {
    int size = shape.headDim();
    float[] out = values.floats(o.out());
    for (int m = 0; m < o.codes().size(); m++) {
      byte[] weights = values.codes(o.codes().get(m));
      float[] scales = values.floats(o.scales().get(m));
      int head = o.kvHead() * o.codes().size() + m;
      for (int d = 0; d < size; d++) {
        out[head * size + d] = mixElement(o, layer, position, weights, scales, d);
      }
    }
  }

  /** One element: groups of positions in order, each an exact integer sum times its scale. */
  private float mixElement(
      Op.MixValues o, int layer, int position, byte[] weights, float[] scales, int d) {
    float acc = 0f;
    for (int from = 0; from <= position; from += o.group()) {
      int dot = 0;
      for (int t = from; t < Math.min(from + o.group(), position + 1); t++) {
        dot += weights[t] * cached.codes()[cached.offset(layer, o.kvHead(), t) + d];
      }
      acc = Fp32.add(acc, Fp32.mul(Fp32.fromInt(dot), scales[from / o.group()]));
    }
    return acc;
  }
}
