package decodefab.synth;

import decodefab.synth.AreaComparison.Resource;
import decodefab.tech.Area;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a flow made of a design, for machines; {@code generator/JSON.md} describes it. */
public final class SynthJson {
  private SynthJson() {}

  /** The fields of the document, in order. */
  public static Map<String, Object> of(SynthResult result, AreaComparison areas) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", result.flow().key());
    json.put("tools", result.versions());
    List<Object> parts = new ArrayList<>();
    for (AreaComparison.Row row : areas.rows().subList(0, areas.rows().size() - 1)) {
      parts.add(row(row));
    }
    json.put("parts", parts);
    json.put("total", row(areas.total()));
    json.put("unknown_cells", result.unknown());
    json.put(
        "routed", result.routed().map(r -> routed(r, result.target().orElseThrow())).orElse(null));
    return json;
  }

  private static Map<String, Object> row(AreaComparison.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", row.part());
    json.put("counted", area(row.counted()));
    json.put("estimated", area(row.estimate()));
    Map<String, Object> errors = new LinkedHashMap<>();
    for (Resource resource : Resource.values()) {
      OptionalDouble error = row.error(resource);
      errors.put(resource.key(), error.isPresent() ? error.getAsDouble() : null);
    }
    json.put("error", errors);
    return json;
  }

  private static Map<String, Object> area(Area area) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Resource resource : Resource.values()) {
      json.put(resource.key(), resource.of(area));
    }
    return json;
  }

  private static Map<String, Object> routed(PnrReport report, SynthTarget target) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device", target.name());
    json.put("substitute", target.substitute());
    json.put("fmax_mhz", report.fmaxMhz());
    json.put("asked_mhz", report.wantedMhz());
    json.put("path_ns", report.pathNs());
    json.put("path_wires_ns", report.routingNs());
    json.put("path_levels", report.levels());
    json.put("path_modules", report.modules());
    Map<String, Object> used = new LinkedHashMap<>();
    report
        .used()
        .forEach(
            (name, use) ->
                used.put(name, Map.of("used", use.count(), "available", use.available())));
    json.put("used", used);
    return json;
  }
}
