package decodefab.plan;

import decodefab.format.QuantizedTensor;
import decodefab.golden.EmbeddingTable;
import decodefab.golden.QuantizedWeights;
import decodefab.golden.RotaryTable;
import decodefab.model.ModelShape;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * The contents of a plan's memories, one word at a time and lowest byte first: what ROMs are
 * initialised with, and what lies in the off-chip memory.
 */
public final class Images {
  private final HardwarePlan plan;
  private final QuantizedWeights weights;

  /** Images of a plan for the weights of a model. */
  public Images(HardwarePlan plan, QuantizedWeights weights) {
    this.plan = plan;
    this.weights = weights;
  }

  /** Containers of the weight stream, of the matrices on chip or of those off chip. */
  public void containers(boolean onChip, Consumer<byte[]> sink) {
    matrices(onChip, packer -> packer.containers(sink));
  }

  /** Words of the scale stream. */
  public void scales(boolean onChip, Consumer<byte[]> sink) {
    matrices(onChip, packer -> packer.scales(sink));
  }

  /** Words of the table of matrix scales. */
  public void matrixScales(Consumer<byte[]> sink) {
    plan.matrixScales().words(weights, sink);
  }

  /** Entries of the list of columns, as many bits of each as {@link ColumnList#bits}. */
  public void columnList(LongConsumer sink) {
    ColumnList list = plan.columnList();
    matrices(MatrixPlacement::isListed, packer -> packer.list(list, sink));
  }

  private void matrices(boolean onChip, Consumer<WeightPacker> sink) {
    matrices(m -> m.onChip() == onChip, sink);
  }

  private void matrices(Predicate<MatrixPlacement> which, Consumer<WeightPacker> sink) {
    for (LayerRun run : plan.runs()) {
      for (int layer = run.first(); layer <= run.last(); layer++) {
        for (MatrixPlacement m : run.matrices().values()) {
          if (which.test(m)) {
            sink.accept(new WeightPacker(plan.fabric(), m, weights.matrix(m.role(), layer)));
          }
        }
      }
    }
    MatrixPlacement head = plan.head();
    if (which.test(head)) {
      sink.accept(new WeightPacker(plan.fabric(), head, weights.matrix("lm_head", 0)));
    }
  }

  /** Words of the aux ROM: norms, rotary table, and the embedding if it is on chip. */
  public void aux(Consumer<byte[]> sink) {
    ModelShape shape = plan.graph().shape();
    for (int layer = 0; layer < shape.layers(); layer++) {
      floats(weights.norm("attention_norm", layer), sink);
      floats(weights.norm("mlp_norm", layer), sink);
    }
    floats(weights.norm("final_norm", 0), sink);
    RotaryTable rotary = new RotaryTable(shape);
    for (boolean sine : new boolean[] {false, true}) {
      for (int position = 0; position < shape.context(); position++) {
        floats(rotary.row(position, sine), sink);
      }
    }
    if (plan.aux().embeddingOnChip()) {
      embedding(sink);
    }
  }

  /** Words of the embedding: the codes of all tokens, then the scales of all tokens. */
  public void embedding(Consumer<byte[]> sink) {
    QuantizedTensor m = weights.matrix("embedding", 0);
    EmbeddingTable table = plan.aux().embedding();
    float[] elements = new float[m.cols()];
    for (int token = 0; token < m.rows(); token++) {
      for (int c = 0; c < elements.length; c++) {
        elements[c] = table.element(m, token, c);
      }
      numbers(table.elements(), elements, sink);
    }
    float[] scales = new float[m.groupsPerRow()];
    for (int token = 0; token < m.rows(); token++) {
      for (int g = 0; g < scales.length; g++) {
        scales[g] = table.scale(m, token, g);
      }
      numbers(table.scales(), scales, sink);
    }
  }

  private void floats(float[] values, Consumer<byte[]> sink) {
    numbers(EmbeddingTable.Form.F32, values, sink);
  }

  private void numbers(EmbeddingTable.Form form, float[] values, Consumer<byte[]> sink) {
    int size = form.bits() / Byte.SIZE;
    byte[] bytes = new byte[size * values.length];
    for (int i = 0; i < values.length; i++) {
      int code = form.code(values[i]);
      for (int b = 0; b < size; b++) {
        bytes[size * i + b] = (byte) (code >> (Byte.SIZE * b));
      }
    }
    words(bytes, sink);
  }

  /** Cuts bytes into whole words of the aux ROM; the last is filled with zeros. */
  private void words(byte[] bytes, Consumer<byte[]> sink) {
    int size = 4 * plan.fabric().vector();
    for (int from = 0; from < bytes.length; from += size) {
      byte[] word = new byte[size];
      System.arraycopy(bytes, from, word, 0, Math.min(size, bytes.length - from));
      sink.accept(word);
    }
  }
}
