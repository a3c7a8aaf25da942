package decodefab.synth;

import decodefab.tech.Area;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a flow made of a design.
 *
 * @param flow the flow
 * @param versions the programs that ran
 * @param areas cells by the parts of the area estimate
 * @param unknown cells that take no known resource, by type
 * @param target the device that it was placed on; empty where it was not
 * @param routed what placing and routing came to; empty where it was not done
 */
public record SynthResult(
    SynthFlow flow,
    List<String> versions,
    Map<String, Area> areas,
    Map<String, Long> unknown,
    Optional<SynthTarget> target,
    Optional<PnrReport> routed) {
  public SynthResult {
    versions = List.copyOf(versions);
    areas = Collections.unmodifiableMap(new LinkedHashMap<>(areas));
    unknown = Collections.unmodifiableMap(new LinkedHashMap<>(unknown));
  }

  /** All parts together. */
  public Area total() {
    return areas.values().stream().reduce(Area.NONE, Area::plus);
  }
}
