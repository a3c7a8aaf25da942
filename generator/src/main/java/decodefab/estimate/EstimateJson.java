package decodefab.estimate;

import decodefab.plan.HardwarePlan;
import decodefab.power.PowerPart;
import decodefab.tech.Area;
import decodefab.tech.Figure;
import decodefab.tech.Method;
import decodefab.tech.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Estimates and measurements as maps, lists, strings and numbers, ready for a JSON writer, in a
 * fixed order of keys. A figure is {@code {value, unit, method, low, high, source}}; a missing one
 * has {@code null} for its three numbers and says why in {@code source}.
 *
 * <p>The keys {@code cycles_per_token, tokens_per_second, power_w, tokens_per_joule, tiers[{name,
 * bytes_read_per_token, bytes_written_per_token, bandwidth_utilization}], engines[{name, busy,
 * stalled}]} are the same in both, so that a measurement can be laid beside its estimate.
 */
public final class EstimateJson {
  private static final String ON_CHIP_SOURCE =
      "counted containers and cache words; the rest of the program at the positions that were run";

  private EstimateJson() {}

  /** An estimate; adds {@code area} and everything else that an {@link Estimate} holds. */
  public static Map<String, Object> of(Estimate e) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("position", e.position());
    json.put("cycles_per_token", figure(e.cyclesPerToken()));
    json.put("tokens_per_second", figure(e.tokensPerSecond()));
    power(json, e.power());
    json.put("tiers", e.tiers().stream().map(EstimateJson::tier).toList());
    json.put("engines", e.engines().stream().map(EstimateJson::engine).toList());
    json.put("area", figures(e.area().total()));
    json.put("area_utilization", finite(e.area().utilisation()));
    Map<String, Object> parts = new LinkedHashMap<>();
    e.area().parts().forEach((name, area) -> parts.put(name, area(area)));
    json.put("area_parts", parts);
    json.put("operations", e.operations().stream().map(EstimateJson::operation).toList());
    json.put("layers", e.layers().stream().map(EstimateJson::layers).toList());
    json.put("rest_cycles", e.restCycles());
    json.put("bounds", e.bounds().stream().map(EstimateJson::bound).toList());
    json.put("limits", e.limits());
    json.put("neighbours", e.neighbours().stream().map(EstimateJson::neighbour).toList());
    List<String> notes = new ArrayList<>(e.power().notes());
    e.area().notes().stream().filter(n -> !notes.contains(n)).forEach(notes::add);
    json.put("notes", notes);
    return json;
  }

  /**
   * A measurement of a plan's simulation.
   *
   * @param power what {@link MeasuredPower} made of the same counts
   */
  public static Map<String, Object> of(
      HardwarePlan plan, MeasuredCounts counts, PowerFigures power) {
    Map<String, Object> json = new LinkedHashMap<>();
    Figure cycles = counted(counts.cyclesPerToken(), Unit.CYCLES_PER_TOKEN);
    double clock = plan.fabric().clockHz();
    json.put("cycles_per_token", figure(cycles));
    json.put("tokens_per_second", figure(cycles.dividing(clock, Unit.TOKENS_PER_SECOND)));
    power(json, power);
    json.put("tiers", counts.tiers().stream().map(t -> measured(counts, t)).toList());
    List<Map<String, Object>> engines = new ArrayList<>();
    for (MeasuredCounts.EngineCycles e : counts.engines()) {
      engines.add(
          engine(
              e.name(),
              counted(e.busy(), Unit.CYCLES_PER_TOKEN),
              counted(e.stalled(), Unit.CYCLES_PER_TOKEN)));
    }
    json.put("engines", engines);
    json.put("notes", power.notes());
    return json;
  }

  /** A figure. */
  public static Map<String, Object> figure(Figure f) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", f.value().isPresent() ? f.value().getAsDouble() : null);
    json.put("unit", f.unit().symbol());
    json.put("method", f.method().word());
    json.put("low", f.low().isPresent() ? f.low().getAsDouble() : null);
    json.put("high", f.high().isPresent() ? f.high().getAsDouble() : null);
    json.put("source", f.source());
    return json;
  }

  private static Map<String, Object> figures(Map<String, Figure> figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    figures.forEach((name, figure) -> json.put(name, figure(figure)));
    return json;
  }

  private static Figure counted(double value, Unit unit) {
    return Figure.exact(value, unit, Method.RTL, "counters of the simulated fabric");
  }

  private static void power(Map<String, Object> json, PowerFigures power) {
    json.put("power_w", figure(power.total()));
    json.put("tokens_per_joule", figure(power.tokensPerJoule()));
    json.put("joules_per_token", figure(power.joulesPerToken()));
    Map<String, Object> parts = new LinkedHashMap<>();
    for (PowerPart part : power.parts()) {
      parts.put(part.name(), figure(part.watts()));
    }
    json.put("power_parts", parts);
  }

  private static Map<String, Object> tier(TierEstimate t) {
    Map<String, Object> json =
        tier(t.name(), t.bytesRead(), t.bytesWritten(), t.bandwidthUtilization());
    List<Map<String, Object>> flows = new ArrayList<>();
    for (TierEstimate.Flow f : t.flows()) {
      Map<String, Object> flow = new LinkedHashMap<>();
      flow.put("what", f.what());
      flow.put("bytes_read_per_token", figure(f.bytesRead()));
      flow.put("bytes_written_per_token", figure(f.bytesWritten()));
      flows.add(flow);
    }
    json.put("flows", flows);
    return json;
  }

  private static Map<String, Object> measured(MeasuredCounts counts, MeasuredCounts.TierBytes t) {
    return tier(
        t.name(),
        traffic(t, t.read(), Unit.BYTES_PER_TOKEN),
        traffic(t, t.written(), Unit.BYTES_PER_TOKEN),
        traffic(t, counts.utilization(t), Unit.FRACTION));
  }

  private static Figure traffic(MeasuredCounts.TierBytes tier, double value, Unit unit) {
    return tier.onChip()
        ? Figure.exact(value, unit, Method.ANALYTIC, ON_CHIP_SOURCE)
        : counted(value, unit);
  }

  private static Map<String, Object> tier(String name, Figure read, Figure written, Figure share) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("bytes_read_per_token", figure(read));
    json.put("bytes_written_per_token", figure(written));
    json.put("bandwidth_utilization", figure(share));
    return json;
  }

  private static Map<String, Object> engine(EngineEstimate e) {
    Map<String, Object> json = engine(e.name(), e.busy(), e.stalled());
    json.put("working", figure(e.working()));
    return json;
  }

  private static Map<String, Object> engine(String name, Figure busy, Figure stalled) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("busy", figure(busy));
    json.put("stalled", figure(stalled));
    return json;
  }

  private static Map<String, Object> area(Area area) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lut", area.lut());
    json.put("ff", area.ff());
    json.put("dsp", area.dsp());
    json.put("bram36", area.bram36());
    json.put("uram", area.uram());
    return json;
  }

  /** A share of a resource that the device has not got is null: JSON has no infinity. */
  private static Map<String, Object> finite(Map<String, Double> shares) {
    Map<String, Object> json = new LinkedHashMap<>();
    shares.forEach((name, share) -> json.put(name, Double.isFinite(share) ? share : null));
    return json;
  }

  private static Map<String, Object> operation(OperationEstimate o) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", o.label());
    json.put("engine", o.engine().name().toLowerCase(Locale.ROOT));
    json.put("layers", o.layers().isEmpty() ? null : o.layers());
    json.put("runs", o.runs());
    json.put("work_cycles", o.workCycles());
    json.put("stalled_cycles", o.stalledCycles());
    json.put("added_cycles", o.addedCycles());
    return json;
  }

  private static Map<String, Object> layers(LayersEstimate l) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layers", l.layers());
    json.put("runs", l.count());
    json.put("added_cycles", l.addedCycles());
    json.put("weight_bytes", l.weightBytes());
    return json;
  }

  private static Map<String, Object> bound(Bound b) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", b.what());
    json.put("cycles", b.cycles());
    json.put("share", b.share());
    return json;
  }

  private static Map<String, Object> neighbour(Neighbour n) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("change", n.change());
    n.figures()
        .ifPresent(
            f -> {
              json.put("cycles_per_token", figure(f.cyclesPerToken()));
              json.put("tokens_per_second", figure(f.tokensPerSecond()));
              json.put("power_w", figure(f.powerW()));
              json.put("tokens_per_joule", figure(f.tokensPerJoule()));
            });
    json.put("reasons", n.reasons());
    return json;
  }
}
