package decodefab.model;

import decodefab.diag.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Weights of a Llama in files. Whoever makes one has checked that every tensor is there with the
 * right shape, and none that would be ignored; the values are read, and checked to be finite, when
 * they are asked for.
 */
public final class LlamaWeights implements ModelWeights {
  private final ModelShape shape;
  private final Map<String, FloatMatrix> matrices;
  private final Map<String, StoredTensor> vectors;
  private final List<Path> files;

  LlamaWeights(
      ModelShape shape,
      Map<String, FloatMatrix> matrices,
      Map<String, StoredTensor> vectors,
      List<Path> files) {
    this.shape = Objects.requireNonNull(shape, "shape");
    this.matrices = Map.copyOf(matrices);
    this.vectors = Map.copyOf(vectors);
    this.files = List.copyOf(files);
  }

  @Override
  public ModelShape shape() {
    return shape;
  }

  /** The files that the weights lie in, sorted by name. */
  public List<Path> files() {
    return files;
  }

  @Override
  public float[] vector(String name) throws InputException {
    StoredTensor vector =
        Optional.ofNullable(vectors.get(name))
            .orElseThrow(() -> new IllegalArgumentException("no vector " + name));
    float[] values = new float[Math.toIntExact(vector.shape().getFirst())];
    vector.read(0, values, values.length);
    return values;
  }

  @Override
  public FloatMatrix matrix(String name) {
    boolean tied = name.equals(TensorNames.LM_HEAD) && shape.tiedHead();
    return Optional.ofNullable(matrices.get(tied ? TensorNames.EMBEDDING : name))
        .orElseThrow(() -> new IllegalArgumentException("no matrix " + name));
  }
}
