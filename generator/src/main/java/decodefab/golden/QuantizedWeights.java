package decodefab.golden;

import decodefab.calibrate.Calibration;
import decodefab.calibrate.CalibrationText;
import decodefab.diag.InputException;
import decodefab.format.QuantizedTensor;
import decodefab.format.SparsePattern;
import decodefab.graph.DecodeGraph;
import decodefab.graph.MatrixFormat;
import decodefab.graph.Op;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelWeights;
import decodefab.model.QuantizedMatrix;
import decodefab.model.TensorNames;
import decodefab.model.WeightQuantizer;
import decodefab.prune.Pruner;
import java.util.HashMap;
import java.util.Map;

/**
 * A model's matrices in the formats of a design, quantized once; the golden interpreter and the
 * images that the hardware reads take them from here, so they cannot differ.
 */
public final class QuantizedWeights {
  private final Map<String, QuantizedTensor> matrices = new HashMap<>();
  private final Map<String, IntegerMatrix> integers = new HashMap<>();
  private final Map<String, float[]> norms = new HashMap<>();
  private final int headDim;
  private final Calibration calibration;
  private final Pruner pruner;

  private QuantizedWeights(int headDim, Calibration calibration) {
    this.headDim = headDim;
    this.calibration = calibration;
    this.pruner = new Pruner(calibration);
  }

  /** Quantizes all that a graph reads; what asks for inputs gets those of the model's own text. */
  public static QuantizedWeights of(ModelWeights weights, DecodeGraph graph) throws InputException {
    return of(weights, graph, CalibrationText.OWN);
  }

  /**
   * Quantizes all that a graph reads.
   *
   * @param text over which inputs of matrices are taken, where a way of pruning or quantizing asks
   *     for them
   * @throws InputException when a weight is missing or no finite number, or where weights are to
   *     have a pattern and do not
   */
  public static QuantizedWeights of(ModelWeights weights, DecodeGraph graph, CalibrationText text)
      throws InputException {
    QuantizedWeights all =
        new QuantizedWeights(graph.shape().headDim(), new Calibration(weights, text));
    all.add("embedding", 0, weights, graph);
    for (int layer = 0; layer < graph.shape().layers(); layer++) {
      for (Op op : graph.body()) {
        all.addOperand(op, layer, weights, graph);
      }
    }
    for (Op op : graph.epilogue()) {
      all.addOperand(op, 0, weights, graph);
    }
    return all;
  }

  private void addOperand(Op op, int layer, ModelWeights weights, DecodeGraph graph)
      throws InputException {
    if (op instanceof Op.MultiplyMatrix m) {
      add(m.matrix(), layer, weights, graph);
    } else if (op instanceof Op.Normalize n) {
      norms.put(tensor(n.weight(), layer), weights.vector(tensor(n.weight(), layer)));
    }
  }

  private void add(String role, int layer, ModelWeights weights, DecodeGraph graph)
      throws InputException {
    MatrixFormat format = graph.precision().matrix(role, layer);
    boolean shared = role.equals("lm_head") && graph.shape().tiedHead();
    String tensor = tensor(role, layer);
    FloatMatrix plain = weights.matrix(shared ? "embedding" : tensor);
    QuantizedTensor stored =
        plain instanceof QuantizedMatrix q && graph.precision().takes(role, layer, q.format())
            ? taken(role, q, graph.shape().headDim())
            : rounded(role, layer, format, pruned(role, layer, plain, format.pattern()));
    matrices.put(tensor, stored);
    if (!role.equals("embedding")) {
      int bits = graph.precision().activations().bits();
      integers.put(tensor, new IntegerMatrix(stored, format.pattern(), bits));
    }
  }

  /** A matrix as its file stores it: no code and no scale is made anew. */
  private static QuantizedTensor taken(String role, QuantizedMatrix matrix, int headDim)
      throws InputException {
    QuantizedTensor codes = matrix.load();
    return rotated(role) ? RotaryPairs.interleave(codes, headDim) : codes;
  }

  /** A matrix with its zeros and its rows in the fabric's order, in which blocks are cut. */
  private FloatMatrix pruned(String role, int layer, FloatMatrix plain, SparsePattern pattern)
      throws InputException {
    boolean blocks = pattern.block().isPresent();
    FloatMatrix whole = blocks ? ordered(role, plain) : plain;
    FloatMatrix kept = pruner.prune(tensor(role, layer), role, layer, whole, pattern);
    return blocks ? kept : ordered(role, kept);
  }

  private FloatMatrix ordered(String role, FloatMatrix published) {
    return rotated(role) ? RotaryPairs.interleave(published, headDim) : published;
  }

  private QuantizedTensor rounded(String role, int layer, MatrixFormat matrix, FloatMatrix kept)
      throws InputException {
    WeightQuantizer quantizer = new WeightQuantizer(matrix.format(), matrix.pattern());
    String tensor = tensor(role, layer);
    return switch (matrix.by()) {
      case NEAREST -> quantizer.quantize(tensor, kept);
      case LEAST_SQUARES -> quantizer.leastSquares().quantize(tensor, kept);
      case GPTQ ->
          quantizer.leastSquares().quantize(tensor, kept, calibration.hessian(role, layer));
    };
  }

  /**
   * A matrix by role.
   *
   * @param role as in {@link decodefab.graph.Precision#matrices}
   * @param layer its layer; ignored for {@code embedding} and {@code lm_head}
   */
  public QuantizedTensor matrix(String role, int layer) {
    return matrices.get(tensor(role, layer));
  }

  /**
   * What a matrix has become: the numbers that its codes stand for, its rows in the order of the
   * published model.
   *
   * @param role as in {@link #matrix}
   */
  public FloatMatrix dequantized(String role, int layer) {
    FloatMatrix numbers = new Dequantized(matrix(role, layer));
    return rotated(role) ? RotaryPairs.separate(numbers, headDim) : numbers;
  }

  private static boolean rotated(String role) {
    return role.equals("attention.q") || role.equals("attention.k");
  }

  private record Dequantized(QuantizedTensor tensor) implements FloatMatrix {
    @Override
    public int rows() {
      return tensor.rows();
    }

    @Override
    public int cols() {
      return tensor.cols();
    }

    @Override
    public void row(int row, float[] into) {
      for (int c = 0; c < tensor.cols(); c++) {
        into[c] = tensor.dequantized(row, c);
      }
    }
  }

  /** The decoded integers of a matrix that the matvec engine reads. */
  IntegerMatrix integers(String role, int layer) {
    return integers.get(tensor(role, layer));
  }

  /** Weights of a norm, one per element of the residual vector; not to be changed. */
  public float[] norm(String role, int layer) {
    return norms.get(tensor(role, layer));
  }

  private static String tensor(String role, int layer) {
    return switch (role) {
      case TensorNames.EMBEDDING, TensorNames.LM_HEAD, TensorNames.FINAL_NORM -> role;
      default -> TensorNames.layer(layer, role);
    };
  }
}
