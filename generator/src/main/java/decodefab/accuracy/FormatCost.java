package decodefab.accuracy;

import java.util.List;
import java.util.Objects;

/**
 * What the format of one thing costs when it is the only one that is rounded.
 *
 * @param name a role such as {@code mlp.down}, for the matrices of all layers, or {@code
 *     layers.0..3.mlp.down} where formats differ; a tensor; {@code activations} or {@code kv_cache}
 * @param format what the design calls its format, and how codes are found if not to nearest
 * @param tensors its matrices; none for {@code activations} and {@code kv_cache}
 * @param comparison the float model with it rounded, against the float model
 */
public record FormatCost(
    String name, String format, List<TensorError> tensors, Comparison comparison) {
  public FormatCost {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    tensors = List.copyOf(tensors);
    Objects.requireNonNull(comparison, "comparison");
  }

  /** Bytes of its matrices. */
  public long bytes() {
    return tensors.stream().mapToLong(TensorError::bytes).sum();
  }

  /** Signal-to-noise ratio over all of its matrices, in dB. */
  public double decibels() {
    return TensorError.decibels(
        tensors.stream().mapToDouble(TensorError::signal).sum(),
        tensors.stream().mapToDouble(TensorError::noise).sum());
  }
}
