package decodefab.golden;

import decodefab.graph.DecodeGraph;
import decodefab.graph.Op;
import decodefab.model.ModelShape;
import java.util.List;

/**
 * Interprets a decode graph, bit for bit as the fabric computes it. One instance is one sequence:
 * it keeps the KV cache between tokens.
 */
public final class GoldenModel {
  private final DecodeGraph graph;
  private final ModelShape shape;
  private final QuantizedWeights weights;
  private final Values values;
  private final TableOperations tables;
  private final VectorOperations vectors;
  private final AttentionOperations attention;
  private int position;
  private int token;
  private int layer;
  private int next;

  /** A sequence at position 0 with an empty cache. */
  public GoldenModel(DecodeGraph graph, QuantizedWeights weights) {
    this.graph = graph;
    this.shape = graph.shape();
    this.weights = weights;
    this.values = new Values(graph);
    this.tables = new TableOperations(weights, shape, values);
    this.vectors = new VectorOperations(graph.precision().vector(), values);
    this.attention = new AttentionOperations(shape, values);
  }

  /** Position that the next {@link #step} computes. */
  public int position() {
    return position;
  }

  /**
   * Computes one token.
   *
   * @param input token at the present position
   * @return a copy of the logits
   * @throws IllegalStateException when the context is full
   */
  public float[] step(int input) {
    return step(input, Observer.NONE);
  }

  /** Computes one token and shows every operation to an observer. */
  public float[] step(int input, Observer observer) {
    if (position >= shape.context() || input < 0 || input >= shape.vocab()) {
      throw new IllegalStateException("token " + input + " at position " + position);
    }
    token = input;
    run(Observer.Section.PROLOGUE, graph.prologue(), 0, observer);
    for (int l = 0; l < shape.layers(); l++) {
      run(Observer.Section.BODY, graph.body(), l, observer);
    }
    run(Observer.Section.EPILOGUE, graph.epilogue(), 0, observer);
    position++;
    List<Op> end = graph.epilogue();
    return values.floats(end.get(end.size() - 1).inputs().get(0)).clone();
  }

  /** The greedy choice of the last step: the index of its first largest logit. */
  public int next() {
    return next;
  }

  private void run(Observer.Section section, List<Op> ops, int inLayer, Observer observer) {
    layer = inLayer;
    for (int i = 0; i < ops.size(); i++) {
      execute(ops.get(i));
      observer.after(section, i, inLayer, ops.get(i), values);
    }
  }

  private void execute(Op op) {
    switch (op) {
      case Op.LoadEmbeddingScales o -> tables.embeddingScales(o, token);
      case Op.LoadEmbedding o -> tables.embedding(o, token);
      case Op.LoadRotary o -> tables.rotary(o, position);
      case Op.SumOfSquares o -> vectors.sumOfSquares(o, position);
      case Op.InverseRms o -> vectors.inverseRms(o);
      case Op.Normalize o -> vectors.normalize(o, weights.norm(o.weight(), layer), position);
      case Op.GroupScales o -> vectors.groupScales(o, position);
      case Op.Quantize o -> vectors.quantize(o, position);
      case Op.MultiplyMatrix o -> multiply(o);
      case Op.RotateCosine o -> vectors.rotateCosine(o, position);
      case Op.RotateSine o -> vectors.rotateSine(o, position);
      case Op.GroupMaximum o -> vectors.groupMaximum(o.in(), o.group(), o.max(), position);
      case Op.StoreHeads o -> attention.store(o, layer, position);
      case Op.Scores o -> attention.scores(o, layer, position);
      case Op.HeadMaximum o -> vectors.headMaximum(o, position);
      case Op.ExpShifted o -> vectors.expShifted(o, position);
      case Op.Reciprocal o -> vectors.reciprocal(o, position);
      case Op.WeighPositions o -> weigh(o);
      case Op.MixValues o -> attention.mix(o, layer, position);
      case Op.Add o -> vectors.add(o, position);
      case Op.ExpPlusOne o -> vectors.expPlusOne(o, position);
      case Op.Gate o -> vectors.gate(o, position);
      case Op.ArgMax o ->
          next = VectorEngine.argMax(values.floats(o.logits()), o.logits().extent().at(position));
    }
  }

  private void multiply(Op.MultiplyMatrix o) {
    MatrixEngine.multiply(
        weights.integers(o.matrix(), layer),
        values.codes(o.codes()),
        values.floats(o.scales()),
        o.group(),
        graph.precision().skipsZeros(),
        values.floats(o.out()));
  }

  private void weigh(Op.WeighPositions o) {
    vectors.weigh(o, attention.valueScales(layer, o.kvHead(), position), position);
  }
}
