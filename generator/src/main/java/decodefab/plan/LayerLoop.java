package decodefab.plan;

import decodefab.graph.AlikeLayers;
import java.util.List;

/**
 * A loop of the program over neighbouring layers.
 *
 * @param first the layer of its first turn
 * @param count its turns, one per layer
 * @param body instructions of one layer
 */
public record LayerLoop(int first, int count, List<Step> body) {
  public LayerLoop {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException(count + " layers from " + first);
    }
    body = List.copyOf(body);
  }

  /** Words of the program ROM: the body and the loop's two ends. */
  public int length() {
    return body.size() + 2;
  }

  /** Which layers, as a design writes them: {@code 0..3}. */
  public String text() {
    return AlikeLayers.text(first, first + count - 1);
  }

  /** Whether it runs a layer. */
  public boolean runs(int layer) {
    return layer >= first && layer < first + count;
  }
}
