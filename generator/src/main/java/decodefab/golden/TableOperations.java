package decodefab.golden;

import decodefab.format.QuantizedTensor;
import decodefab.graph.Op;
import decodefab.model.ModelShape;

/** Operations that read a table by token or position: the embedding and the rotary angles. */
final class TableOperations {
  private final QuantizedWeights weights;
  private final RotaryTable rotary;
  private final Values values;
  private final EmbeddingTable table;

  TableOperations(QuantizedWeights weights, ModelShape shape, Values values) {
    this.weights = weights;
    this.rotary = new RotaryTable(shape);
    this.values = values;
    this.table = EmbeddingTable.of(weights.matrix("embedding", 0).format()).orElseThrow();
  }

  void embeddingScales(Op.LoadEmbeddingScales o, int token) {
    QuantizedTensor m = weights.matrix("embedding", 0);
    float[] out = values.floats(o.scales());
    for (int g = 0; g < m.groupsPerRow(); g++) {
      out[g] = table.scale(m, token, g);
    }
  }

  void embedding(Op.LoadEmbedding o, int token) {
    QuantizedTensor m = weights.matrix("embedding", 0);
    float[] scales = values.floats(o.scales());
    float[] out = values.floats(o.out());
    for (int i = 0; i < m.cols(); i++) {
      out[i] = Fp32.mul(scales[i / o.group()], table.element(m, token, i));
    }
  }

  void rotary(Op.LoadRotary o, int position) {
    float[] row = rotary.row(position, o.sine());
    System.arraycopy(row, 0, values.floats(o.out()), 0, row.length);
  }
}
