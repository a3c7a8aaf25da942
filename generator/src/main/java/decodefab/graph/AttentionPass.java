package decodefab.graph;

import decodefab.format.DynamicFormat;
import decodefab.graph.Value.Kind;
import decodefab.model.ModelShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention of some KV heads over all positions so far. Work of different heads is interleaved step
 * by step, so that a pass of the vector engine over one head hides the latency of the head before.
 */
final class AttentionPass {
  private final ModelShape shape;
  private final int firstKvHead;
  private final int kvHeads;
  private final int group;
  private final DynamicFormat format;
  private final List<Op> ops;
  private final List<Value> scores = new ArrayList<>();

  AttentionPass(ModelShape shape, Precision precision, int firstKvHead, int kvHeads, List<Op> ops) {
    this.shape = shape;
    this.firstKvHead = firstKvHead;
    this.kvHeads = kvHeads;
    this.group = precision.probabilityGroup();
    this.format = precision.activations();
    this.ops = ops;
    for (int slot = 0; slot < kvHeads * shape.groupSize(); slot++) {
      scores.add(new Value("attention.scores." + slot, Kind.VECTOR, new Extent.Positions()));
    }
  }

  /** Appends the operations from the queries to this pass's part of the mixed values. */
  void build(Quantized queries, Value mixed) {
    int share = shape.groupSize();
    for (int h = 0; h < kvHeads; h++) {
      List<Value> part = scores.subList(h * share, (h + 1) * share);
      ops.add(new Op.Scores(firstKvHead + h, queries.codes(), queries.scales(), part));
    }
    List<Quantized> weights = softmax();
    for (int h = 0; h < kvHeads; h++) {
      List<Quantized> part = weights.subList(h * share, (h + 1) * share);
      List<Value> codes = part.stream().map(Quantized::codes).toList();
      List<Value> scales = part.stream().map(Quantized::scales).toList();
      ops.add(new Op.MixValues(firstKvHead + h, group, codes, scales, mixed));
    }
  }

  /** Scores become quantized probabilities, in place; the value scales are folded in on the way. */
  private List<Quantized> softmax() {
    Value maxima = scalars("attention.maxima");
    Value sums = scalars("attention.sums");
    Value inverse = scalars("attention.inverse_sums");
    float factor = GraphBuilder.scoreFactor(shape.headDim());
    for (int slot = 0; slot < scores.size(); slot++) {
      ops.add(new Op.HeadMaximum(scores.get(slot), slot, maxima));
    }
    for (int slot = 0; slot < scores.size(); slot++) {
      Value s = scores.get(slot);
      ops.add(new Op.ExpShifted(s, maxima, slot, factor, s, sums));
    }
    ops.add(new Op.Reciprocal(sums, inverse));
    List<Value> max = new ArrayList<>();
    for (int slot = 0; slot < scores.size(); slot++) {
      Value s = scores.get(slot);
      max.add(new Value(s.name() + ".max", Kind.SCALARS, new Extent.PositionGroups(group)));
      int kvHead = firstKvHead + slot / shape.groupSize();
      ops.add(new Op.WeighPositions(s, inverse, slot, kvHead, group, s, max.get(slot)));
    }
    return quantize(max);
  }

  private List<Quantized> quantize(List<Value> max) {
    List<Quantized> weights = new ArrayList<>();
    List<Op> codes = new ArrayList<>();
    for (int slot = 0; slot < scores.size(); slot++) {
      List<Op> steps = new ArrayList<>();
      weights.add(Quantized.of(steps, scores.get(slot), max.get(slot), group, format));
      ops.add(steps.get(0));
      codes.add(steps.get(1));
    }
    ops.addAll(codes);
    return weights;
  }

  private Value scalars(String name) {
    return new Value(name, Kind.SCALARS, new Extent.Fixed(scores.size()));
  }
}
