package decodefab.design;

/** Layers from first to last, both included and counted from 0. */
public record LayerRange(int first, int last) {
  /** Most layers a model may have. */
  public static final int MAX_LAYERS = 1024;

  public LayerRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("layers " + first + ".." + last);
    }
  }

  boolean contains(int layer) {
    return first <= layer && layer <= last;
  }

  boolean meets(LayerRange other) {
    return first <= other.last && other.first <= last;
  }

  /** The layers of both, which must meet. */
  public LayerRange common(LayerRange other) {
    return new LayerRange(Math.max(first, other.first), Math.min(last, other.last));
  }

  /** In words: {@code layer 2} or {@code layers 0..3}. */
  public String words() {
    return (isSingle() ? "layer " : "layers ") + text();
  }

  boolean isSingle() {
    return first == last;
  }

  String text() {
    return isSingle() ? Integer.toString(first) : first + ".." + last;
  }
}
