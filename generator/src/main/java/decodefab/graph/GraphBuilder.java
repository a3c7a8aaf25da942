package decodefab.graph;

import decodefab.format.DynamicFormat;
import decodefab.format.TensorFormat;
import decodefab.graph.Value.Kind;
import decodefab.model.ModelShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers a Llama-family model to the operations of the fabric: RMSNorm, rotary positions,
 * grouped-query attention over the quantized cache with a softmax that subtracts the maximum, and
 * SwiGLU, each cut at the reductions where a pass of the vector engine ends.
 */
public final class GraphBuilder {
  /** Exponentials are powers of two: exp(x) = exp2(x * log2(e)). */
  private static final double LOG2_E = 1.4426950408889634;

  private final ModelShape shape;
  private final Precision precision;
  private final int group;
  private List<Op> ops = new ArrayList<>();

  private GraphBuilder(ModelShape shape, Precision precision) {
    this.shape = shape;
    this.precision = precision;
    this.group = precision.activationGroup();
  }

  /** The graph of one token's step. */
  public static DecodeGraph build(ModelShape shape, Precision precision) {
    GraphBuilder builder = new GraphBuilder(shape, precision);
    List<Op> prologue = builder.section(builder::prologue);
    List<Op> body = builder.section(builder::layer);
    List<Op> epilogue = builder.section(builder::epilogue);
    return new DecodeGraph(shape, precision, prologue, body, epilogue);
  }

  private List<Op> section(Runnable part) {
    ops = new ArrayList<>();
    part.run();
    return ops;
  }

  private static Value value(String name, Kind kind, int elements) {
    return new Value(name, kind, new Extent.Fixed(elements));
  }

  private static Value vector(String name, int elements) {
    return value(name, Kind.VECTOR, elements);
  }

  private static Value scalars(String name, int elements) {
    return value(name, Kind.SCALARS, elements);
  }

  private Value residual() {
    return vector("residual", shape.dim());
  }

  private Value cosine() {
    return vector("rotary.cosine", shape.headDim());
  }

  private Value sine() {
    return vector("rotary.sine", shape.headDim());
  }

  private void prologue() {
    TensorFormat format = precision.format("embedding", 0);
    Value scales = scalars("embedding.scales", format.groupsPerRow(shape.dim()));
    ops.add(new Op.LoadEmbeddingScales(scales));
    ops.add(new Op.LoadEmbedding(scales, format.group(), residual()));
    ops.add(new Op.LoadRotary(false, cosine()));
    ops.add(new Op.LoadRotary(true, sine()));
  }

  private void layer() {
    Quantized input = normalized("attention.norm", "attention_norm");
    Value query = multiply("attention.q", input, "attention.query", shape.queryDim());
    Value key = multiply("attention.k", input, "attention.key", shape.kvDim());
    Value value = multiply("attention.v", input, "attention.value", shape.kvDim());
    attention(query, key, value);
    Value hidden = normalizedFeedForward();
    ops.add(new Op.Add(residual(), hidden, residual()));
  }

  private void attention(Value query, Value key, Value value) {
    Value queryPart = rotateCosine(query);
    Value keyPart = rotateCosine(key);
    Value queryMax = rotateSine(query, queryPart, shape.heads());
    Value keyMax = rotateSine(key, keyPart, shape.kvHeads());
    Value valueMax = scalars("attention.value.max", shape.kvHeads());
    ops.add(new Op.GroupMaximum(value, shape.headDim(), valueMax));
    Quantized keys = quantizeHeads(key, keyMax, precision.cache());
    ops.add(new Op.StoreHeads(true, keys.codes(), keys.scales()));
    Quantized queries = quantizeHeads(query, queryMax, precision.activations());
    Quantized values = quantizeHeads(value, valueMax, precision.cache());
    ops.add(new Op.StoreHeads(false, values.codes(), values.scales()));
    Value mixed = vector("attention.mixed", shape.queryDim());
    for (int first = 0; first < shape.kvHeads(); first += precision.kvHeadsPerPass()) {
      int count = Math.min(precision.kvHeadsPerPass(), shape.kvHeads() - first);
      new AttentionPass(shape, precision, first, count, ops).build(queries, mixed);
    }
    Value max = scalars("attention.mixed.max", Math.ceilDiv(shape.queryDim(), group));
    ops.add(new Op.GroupMaximum(mixed, group, max));
    Quantized input = quantized(mixed, max, group);
    Value out = multiply("attention.o", input, "attention.output", shape.dim());
    ops.add(new Op.Add(residual(), out, residual()));
  }

  private Value normalizedFeedForward() {
    Quantized input = normalized("mlp.norm", "mlp_norm");
    Value gate = multiply("mlp.gate", input, "mlp.gate", shape.hidden());
    Value up = multiply("mlp.up", input, "mlp.up", shape.hidden());
    Value denominator = vector("mlp.denominator", shape.hidden());
    ops.add(new Op.ExpPlusOne(gate, denominator));
    Value gated = vector("mlp.gated", shape.hidden());
    Value max = scalars("mlp.gated.max", Math.ceilDiv(shape.hidden(), group));
    ops.add(new Op.Gate(denominator, gate, up, group, gated, max));
    return multiply("mlp.down", quantized(gated, max, group), "mlp.output", shape.dim());
  }

  private void epilogue() {
    Value logits =
        multiply("lm_head", normalized("final.norm", "final_norm"), "logits", shape.vocab());
    ops.add(new Op.ArgMax(logits));
  }

  private Quantized normalized(String name, String weight) {
    Value sum = scalars(name + ".sum", 1);
    Value factor = scalars(name + ".factor", 1);
    Value out = vector(name, shape.dim());
    Value max = scalars(name + ".max", Math.ceilDiv(shape.dim(), group));
    ops.add(new Op.SumOfSquares(residual(), sum));
    ops.add(new Op.InverseRms(sum, shape.dim(), shape.normEps(), factor));
    ops.add(new Op.Normalize(residual(), factor, weight, group, out, max));
    return quantized(out, max, group);
  }

  private Value rotateCosine(Value in) {
    Value out = new Value(in.name() + ".cosine_part", Kind.VECTOR, in.extent());
    ops.add(new Op.RotateCosine(in, cosine(), out));
    return out;
  }

  private Value rotateSine(Value in, Value partial, int heads) {
    Value max = scalars(in.name() + ".max", heads);
    ops.add(new Op.RotateSine(in, sine(), partial, shape.headDim(), in, max));
    return max;
  }

  private Quantized quantizeHeads(Value in, Value max, DynamicFormat format) {
    return Quantized.of(ops, in, max, shape.headDim(), format);
  }

  private Quantized quantized(Value in, Value max, int size) {
    return Quantized.of(ops, in, max, size, precision.activations());
  }

  private Value multiply(String matrix, Quantized in, String name, int rows) {
    Value out = vector(name, rows);
    ops.add(new Op.MultiplyMatrix(matrix, group, in.codes(), in.scales(), out));
    return out;
  }

  /** Factor of the exponent in a softmax over one head's scores: log2(e) / sqrt(head size). */
  static float scoreFactor(int headDim) {
    return (float) (LOG2_E / Math.sqrt(headDim));
  }
}
