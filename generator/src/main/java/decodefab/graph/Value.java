package decodefab.graph;

import java.util.Objects;

/**
 * A named vector that operations read and write. The same value is written again in every layer and
 * may be overwritten in place, as the memory behind it is.
 *
 * @param name unique in its graph, in the words of the model ({@code attention.query})
 * @param kind what an element is
 * @param extent how many elements
 */
public record Value(String name, Kind kind, Extent extent) {
  /** What the elements of a value are. */
  public enum Kind {
    /** fp32 activations, in the vector memory. */
    VECTOR,
    /** fp32, one per reduction or group, in the scalar memory. */
    SCALARS,
    /** Integer codes of quantized activations, in the quantized memory. */
    CODES,
    /** fp32 scales of those codes, one per group, in the scale memory. */
    SCALES
  }

  public Value {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(extent, "extent");
  }

  /** Name, kind and extent as a dump shows them. */
  public String text() {
    return name + ":" + kind.name().toLowerCase(java.util.Locale.ROOT) + "[" + extent.text() + "]";
  }
}
