package decodefab.plan;

import decodefab.graph.AlikeLayers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Neighbouring layers whose matrices are stored alike, which one loop of the program so serves.
 *
 * @param first the first of them
 * @param count how many
 * @param matrices a layer's matrices by role, in program order
 */
public record LayerRun(int first, int count, Map<String, MatrixPlacement> matrices) {
  public LayerRun {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException(count + " layers from " + first);
    }
    matrices = Collections.unmodifiableMap(new LinkedHashMap<>(matrices));
  }

  /** The last of the layers. */
  public int last() {
    return first + count - 1;
  }

  /** Which layers, as a design writes them: {@code 0..3}. */
  public String text() {
    return AlikeLayers.text(first, last());
  }

  /** Which layers, in words: {@code layers 0..3} or {@code layer 4}. */
  public String words() {
    return (count == 1 ? "layer " : "layers ") + text();
  }
}
