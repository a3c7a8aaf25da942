package decodefab.synth;

import decodefab.tech.Area;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An area estimate beside what a synthesis counted, part by part and in all.
 *
 * @param rows the parts, the total last
 */
public record AreaComparison(List<Row> rows) {
  /** What an area is counted in. */
  public enum Resource {
    LUT("lut"),
    FF("ff"),
    DSP("dsp"),
    BRAM36("bram36");

    private final String key;

    Resource(String key) {
      this.key = key;
    }

    /** As the documents call it. */
    public String key() {
      return key;
    }

    /** How many of it an area has. */
    public double of(Area area) {
      return switch (this) {
        case LUT -> area.lut();
        case FF -> area.ff();
        case DSP -> area.dsp();
        case BRAM36 -> area.bram36();
      };
    }
  }

  /**
   * One part.
   *
   * @param part its name
   * @param estimate what was estimated
   * @param counted what the synthesis made of it
   */
  public record Row(String part, Area estimate, Area counted) {
    /** Estimate over count, less one; empty where nothing was counted. */
    public OptionalDouble error(Resource resource) {
      double actual = resource.of(counted);
      return actual == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(resource.of(estimate) / actual - 1);
    }
  }

  public AreaComparison {
    rows = List.copyOf(rows);
  }

  /** Both by part; a part that one of them lacks is nothing there. */
  public static AreaComparison of(Map<String, Area> estimate, Map<String, Area> counted) {
    Set<String> parts = new LinkedHashSet<>(estimate.keySet());
    parts.addAll(counted.keySet());
    List<Row> rows = new ArrayList<>();
    Area allEstimated = Area.NONE;
    Area allCounted = Area.NONE;
    for (String part : parts) {
      Row row =
          new Row(
              part, estimate.getOrDefault(part, Area.NONE), counted.getOrDefault(part, Area.NONE));
      rows.add(row);
      allEstimated = allEstimated.plus(row.estimate());
      allCounted = allCounted.plus(row.counted());
    }
    rows.add(new Row("total", allEstimated, allCounted));
    return new AreaComparison(rows);
  }

  /** The last row. */
  public Row total() {
    return rows.getLast();
  }
}
