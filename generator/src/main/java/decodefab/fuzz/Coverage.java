package decodefab.fuzz;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each bin of each dimension was hit; bins that were never hit are there too. */
public final class Coverage {
  private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private int designs;

  /** Coverage of nothing. */
  public Coverage() {
    for (Dimension dimension : Dimensions.ALL) {
      Map<String, Integer> bins = new LinkedHashMap<>();
      dimension.bins().forEach(bin -> bins.put(bin, 0));
      counts.put(dimension.name(), bins);
    }
  }

  /**
   * Counts a design and what was refused before it.
   *
   * @throws IllegalStateException where a part is in a bin that its dimension does not list
   */
  public void add(DesignGenerator.Drawn drawn) {
    List<Part> parts = List.copyOf(drawn.recipe().parts().values());
    for (int i = 0; i < parts.size(); i++) {
      Map<String, Integer> bins = counts.get(Dimensions.ALL.get(i).name());
      for (String bin : parts.get(i).bins()) {
        if (bins.computeIfPresent(bin, (name, count) -> count + 1) == null) {
          throw new IllegalStateException("no bin " + bin);
        }
      }
    }
    drawn.refused().forEach(code -> refused.merge(code, 1, Integer::sum));
    designs++;
  }

  /** Designs that were counted. */
  public int designs() {
    return designs;
  }

  /** Hits by dimension and bin, in the order of the dimensions. */
  public Map<String, Map<String, Integer>> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Draws that were not legal, by the code of what is wrong with them. */
  public Map<String, Integer> refused() {
    return Collections.unmodifiableMap(refused);
  }
}
