package decodefab.estimate;

import decodefab.tech.Area;
import decodefab.tech.Figure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Resources of the fabric.
 *
 * @param total figures by resource: {@code lut, ff, dsp, bram36, uram}
 * @param parts nominal resources by module
 * @param utilisation share of the target device by resource; empty when there is no such device
 * @param notes what does not fit, or why nothing can be said
 */
public record AreaEstimate(
    Map<String, Figure> total,
    Map<String, Area> parts,
    Map<String, Double> utilisation,
    List<String> notes) {
  public AreaEstimate {
    total = Collections.unmodifiableMap(new LinkedHashMap<>(total));
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    utilisation = Collections.unmodifiableMap(new LinkedHashMap<>(utilisation));
    notes = List.copyOf(notes);
  }
}
