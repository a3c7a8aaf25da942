package decodefab.accuracy;

import decodefab.design.Design;
import decodefab.diag.InputException;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.golden.QuantizedWeights;
import decodefab.graph.DecodeGraph;
import decodefab.graph.MatrixFormat;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelWeights;
import decodefab.model.TensorNames;
import java.util.ArrayList;
import java.util.List;

/** Compares each matrix with what its format has made of it. */
final class TensorErrors {
  private static final String LAYERS = "layers.";

  private final Design design;
  private final DecodeGraph graph;
  private final ModelWeights weights;
  private final QuantizedWeights stored;

  TensorErrors(Design design, DecodeGraph graph, ModelWeights weights, QuantizedWeights stored) {
    this.design = design;
    this.graph = graph;
    this.weights = weights;
    this.stored = stored;
  }

  /** All matrices in the order in which a token uses them; a tied head is one of its own. */
  List<TensorError> all() throws InputException {
    List<String> names = new ArrayList<>();
    TensorNames.all(graph.shape()).stream()
        .filter(t -> !t.vector() && !t.name().equals(TensorNames.LM_HEAD))
        .forEach(t -> names.add(t.name()));
    names.add(TensorNames.LM_HEAD);
    List<TensorError> all = new ArrayList<>();
    for (String name : names) {
      all.add(error(name));
    }
    return all;
  }

  /** The layer of a tensor; 0 for one that is in none. */
  static int layer(String name) {
    return name.startsWith(LAYERS) ? Integer.parseInt(name.split("\\.", 3)[1]) : 0;
  }

  private static String role(String name) {
    return name.startsWith(LAYERS) ? name.split("\\.", 3)[2] : name;
  }

  private TensorError error(String name) throws InputException {
    String role = role(name);
    FloatMatrix right = weights.matrix(name);
    FloatMatrix rounded = stored.dequantized(role, layer(name));
    float[] a = new float[right.cols()];
    float[] b = new float[right.cols()];
    double signal = 0;
    double noise = 0;
    for (int r = 0; r < right.rows(); r++) {
      right.row(r, a);
      rounded.row(r, b);
      for (int c = 0; c < a.length; c++) {
        double difference = (double) a[c] - b[c];
        signal += (double) a[c] * a[c];
        noise += difference * difference;
      }
    }
    MatrixFormat matrix = graph.precision().matrix(role, layer(name));
    TensorFormat format = matrix.format();
    SparsePattern pattern = matrix.pattern();
    return new TensorError(
        name,
        role,
        design.formatOf(name).name() + matrix.byText(),
        (long) right.rows() * right.cols(),
        format.bitsPerWeight(pattern),
        format.storedBytes(right.rows(), right.cols(), pattern),
        signal,
        noise);
  }
}
