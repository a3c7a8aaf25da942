package decodefab.graph;

import decodefab.format.DynamicFormat;
import decodefab.format.SparsePattern;
import decodefab.format.TensorFormat;
import decodefab.model.TensorNames;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything that decides the bits of a result beside the model itself: formats, group sizes and
 * the width of the vector engine, which orders its sums.
 *
 * @param vector fp32 lanes of the vector engine; sums of a word are a balanced tree over them
 * @param activationGroup elements of an activation vector that share a scale
 * @param probabilityGroup positions of an attention head that share a scale; a power of two
 * @param kvHeadsPerPass key/value heads whose scores are held at once; orders work, not results
 * @param matrices how each matrix is stored, by role ({@code embedding}, {@code lm_head}, {@code
 *     attention.q|k|v|o}, {@code mlp.gate|up|down}); a layer's own stands before it under its whole
 *     name ({@code layers.2.mlp.up})
 * @param activations codes and scales of activations, queries and probabilities
 * @param cache those of keys and values, one scale a head
 * @param skipsZeros whether a matrix's pieces whose activation codes are all zero are left out
 */
public record Precision(
    int vector,
    int activationGroup,
    int probabilityGroup,
    int kvHeadsPerPass,
    Map<String, MatrixFormat> matrices,
    DynamicFormat activations,
    DynamicFormat cache,
    boolean skipsZeros) {
  /** Roles of the matrices of a layer, in the order in which a token reads them. */
  public static final List<String> LAYER_ROLES =
      List.of(
          "attention.q",
          "attention.k",
          "attention.v",
          "attention.o",
          "mlp.gate",
          "mlp.up",
          "mlp.down");

  public Precision {
    Objects.requireNonNull(matrices, "matrices");
    Objects.requireNonNull(activations, "activations");
    Objects.requireNonNull(cache, "cache");
    if (Integer.bitCount(vector) != 1 || Integer.bitCount(probabilityGroup) != 1) {
      throw new IllegalArgumentException("vector and probability group are powers of two");
    }
    if (activationGroup % vector != 0 || probabilityGroup % vector != 0 || kvHeadsPerPass < 1) {
      throw new IllegalArgumentException("groups are multiples of the vector width");
    }
    matrices = Collections.unmodifiableMap(new TreeMap<>(matrices));
  }

  /** A precision whose matrices are all dense, and whose vectors have the default formats. */
  public Precision(
      int vector,
      int activationGroup,
      int probabilityGroup,
      int kvHeadsPerPass,
      Map<String, TensorFormat> formats) {
    this(
        vector,
        activationGroup,
        probabilityGroup,
        kvHeadsPerPass,
        dense(formats),
        DynamicFormat.ACTIVATIONS,
        DynamicFormat.CACHE,
        false);
  }

  private static Map<String, MatrixFormat> dense(Map<String, TensorFormat> formats) {
    Map<String, MatrixFormat> matrices = new TreeMap<>();
    formats.forEach((name, format) -> matrices.put(name, MatrixFormat.dense(format)));
    return matrices;
  }

  /** The same with other formats of its matrices. */
  public Precision with(Map<String, MatrixFormat> other) {
    return new Precision(
        vector,
        activationGroup,
        probabilityGroup,
        kvHeadsPerPass,
        other,
        activations,
        cache,
        skipsZeros);
  }

  /** How a matrix is stored; the layer is ignored for those that are in none. */
  public MatrixFormat matrix(String role, int layer) {
    MatrixFormat matrix = matrices.getOrDefault(TensorNames.layer(layer, role), matrices.get(role));
    if (matrix == null) {
      throw new IllegalArgumentException("no format for " + role);
    }
    return matrix;
  }

  /** Which weights of a matrix are stored; the layer is ignored for those that are in none. */
  public SparsePattern pattern(String role, int layer) {
    return matrix(role, layer).pattern();
  }

  /** Format of a matrix; the layer is ignored for those that are in none. */
  public TensorFormat format(String role, int layer) {
    return matrix(role, layer).format();
  }

  /**
   * Whether a matrix that a file holds quantized is taken as it is: no code and no scale is made
   * anew. Where weights become zero they are, even if all of them are stored.
   *
   * @param stored how the file holds it
   */
  public boolean takes(String role, int layer, TensorFormat stored) {
    return stored.equals(format(role, layer)) && !pattern(role, layer).isPruned();
  }
}
