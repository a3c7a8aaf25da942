package decodefab.plan;

import decodefab.format.QuantizedTensor;
import decodefab.golden.QuantizedWeights;
import java.util.List;
import java.util.function.Consumer;

/**
 * The table of matrix scales: a binary32 word for each matrix whose whole tensor has a scale. Those
 * of layer 0 stand first, then those of the next layer; that of the head is the last. On chip like
 * the norms, so that an instruction of the loop over layers names a matrix's by the layer alone and
 * no stream has to carry it.
 *
 * @param roles matrices of a layer that have one
 * @param layers layers
 * @param head whether {@code lm_head} has one
 */
public record MatrixScales(List<String> roles, int layers, boolean head) {
  private static final String HEAD = "lm_head";

  public MatrixScales {
    roles = List.copyOf(roles);
  }

  /** The table of a plan's matrices; a role of any run has a word in every layer. */
  static MatrixScales of(List<LayerRun> runs, MatrixPlacement head) {
    List<String> roles =
        runs.stream()
            .flatMap(run -> run.matrices().values().stream())
            .filter(m -> m.format().hasTensorScale())
            .map(MatrixPlacement::role)
            .distinct()
            .toList();
    return new MatrixScales(roles, runs.getLast().last() + 1, head.format().hasTensorScale());
  }

  /** Words of the table. */
  public int words() {
    return roles.size() * layers + (head ? 1 : 0);
  }

  /** Place of a matrix's scale, of a layer's matrix in layer 0. */
  public int base(String role) {
    return role.equals(HEAD) ? roles.size() * layers : roles.indexOf(role);
  }

  /** Places from a matrix's scale to that of the next layer. */
  public int layerStride(String role) {
    return role.equals(HEAD) ? 0 : roles.size();
  }

  /** Gives the words in order, lowest byte first. */
  void words(QuantizedWeights weights, Consumer<byte[]> sink) {
    for (int layer = 0; layer < layers; layer++) {
      for (String role : roles) {
        sink.accept(word(weights.matrix(role, layer)));
      }
    }
    if (head) {
      sink.accept(word(weights.matrix(HEAD, 0)));
    }
  }

  private static byte[] word(QuantizedTensor matrix) {
    int bits = Float.floatToRawIntBits(matrix.matrixScale());
    return new byte[] {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)};
  }
}
