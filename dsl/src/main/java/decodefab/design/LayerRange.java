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

  boolean isSingle() {
    return first == last;
  }

  String text() {
    return isSingle() ? Integer.toString(first) : first + ".." + last;
  }
}
