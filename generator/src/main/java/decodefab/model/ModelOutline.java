package decodefab.model;

import decodefab.format.TensorFormat;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a model before its weights are read.
 *
 * @param shape its sizes
 * @param stored formats of the matrices that its files hold quantized, by canonical name; a tied
 *     head has the embedding's
 */
public record ModelOutline(ModelShape shape, Map<String, TensorFormat> stored) {
  public ModelOutline {
    Objects.requireNonNull(shape, "shape");
    stored = Collections.unmodifiableMap(new TreeMap<>(stored));
  }

  /** The outline of weights. */
  static ModelOutline of(ModelWeights weights) {
    Map<String, TensorFormat> stored = new TreeMap<>();
    for (TensorSpec spec : TensorNames.all(weights.shape())) {
      if (!spec.vector()) {
        format(weights, spec.name()).ifPresent(f -> stored.put(spec.name(), f));
      }
    }
    format(weights, TensorNames.LM_HEAD).ifPresent(f -> stored.put(TensorNames.LM_HEAD, f));
    return new ModelOutline(weights.shape(), stored);
  }

  private static Optional<TensorFormat> format(ModelWeights weights, String name) {
    return weights.matrix(name) instanceof QuantizedMatrix q
        ? Optional.of(q.format())
        : Optional.empty();
  }
}
