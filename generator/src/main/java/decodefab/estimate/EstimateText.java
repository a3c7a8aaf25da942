package decodefab.estimate;

import decodefab.plan.Step;
import decodefab.power.PowerPart;
import decodefab.tech.Area;
import decodefab.tech.Figure;
import decodefab.tech.FigureFormat;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an estimate as tables for a terminal: the same text for equal estimates. */
public final class EstimateText {
  private static final int LABEL_WIDTH = 38;

  private final Formatter out = new Formatter(Locale.ROOT);

  private EstimateText() {}

  /** The whole estimate. */
  public static String print(Estimate e) {
    EstimateText text = new EstimateText();
    text.summary(e);
    text.operations(e);
    text.layers(e);
    text.engines(e);
    text.tiers(e);
    text.power(e.power());
    text.area(e.area());
    text.neighbours(e.neighbours());
    return text.out.toString().replaceAll(" +\n", "\n");
  }

  private void summary(Estimate e) {
    out.format("estimate of %s at position %d\n", e.design(), e.position());
    row("cycles per token", e.cyclesPerToken());
    row("tokens per second", e.tokensPerSecond());
    row("power", e.power().total());
    row("tokens per joule", e.power().tokensPerJoule());
    e.limits().forEach(l -> out.format("  %s\n", l));
    for (Bound b : e.bounds()) {
      out.format("  bound by %s: %,.0f cycles, %.0f %%\n", b.what(), b.cycles(), 100 * b.share());
    }
  }

  /** Steps that differ by a head's number only stand in one line. */
  private void operations(Estimate e) {
    out.format("\n");
    out.format(
        "%-38s %7s %11s %11s %11s %6s\n", "operation", "runs", "work", "stalled", "adds", "share");
    Map<String, List<OperationEstimate>> alike = new LinkedHashMap<>();
    for (OperationEstimate o : e.operations()) {
      String name = Step.kind(o.label());
      alike.computeIfAbsent(name, n -> new ArrayList<>()).add(o);
    }
    double cycles = e.cyclesPerToken().value().orElseThrow();
    alike.forEach(
        (name, all) -> {
          long added = all.stream().mapToLong(OperationEstimate::addedCycles).sum();
          out.format(
              "%-38s %7d %,11d %,11d %,11d %5.1f%%\n",
              name.length() > LABEL_WIDTH ? name.substring(0, LABEL_WIDTH) : name,
              all.stream().mapToLong(OperationEstimate::runs).sum(),
              all.stream().mapToLong(OperationEstimate::workCycles).sum(),
              all.stream().mapToLong(OperationEstimate::stalledCycles).sum(),
              added,
              100 * added / cycles);
        });
    out.format("%-38s %7s %11s %11s %,11d\n", "end of the run", "", "", "", e.restCycles());
  }

  /** Loops of the program, where there are several. */
  private void layers(Estimate e) {
    if (e.layers().size() < 2) {
      return;
    }
    out.format("\n");
    out.format("%-38s %7s %23s %11s %6s\n", "layers", "runs", "weight bytes", "adds", "share");
    double cycles = e.cyclesPerToken().value().orElseThrow();
    for (LayersEstimate l : e.layers()) {
      out.format(
          "%-38s %7d %,23d %,11d %5.1f%%\n",
          l.layers(), l.count(), l.weightBytes(), l.addedCycles(), 100 * l.addedCycles() / cycles);
    }
  }

  private void engines(Estimate e) {
    out.format("\n");
    out.format("%-10s %14s %14s %14s\n", "engine", "busy", "working", "stalled");
    for (EngineEstimate n : e.engines()) {
      out.format(
          "%-10s %14s %14s %14s\n",
          n.name(), plain(n.busy()), plain(n.working()), plain(n.stalled()));
    }
  }

  private void tiers(Estimate e) {
    out.format("\n");
    out.format("%-38s %16s %16s\n", "bytes per token", "read", "written");
    for (TierEstimate t : e.tiers()) {
      out.format("%-38s %16s %16s\n", t.name(), plain(t.bytesRead()), plain(t.bytesWritten()));
      for (TierEstimate.Flow f : t.flows()) {
        out.format("  %-36s %16s %16s\n", f.what(), plain(f.bytesRead()), plain(f.bytesWritten()));
      }
      t.bandwidthUtilization()
          .value()
          .ifPresent(share -> out.format("  %.1f %% of the peak bandwidth\n", 100 * share));
    }
  }

  private void power(PowerFigures power) {
    out.format("\n");
    out.format("power by part\n");
    for (PowerPart part : power.parts()) {
      row(part.name(), part.watts());
    }
    row("total", power.total());
    row("per token", power.joulesPerToken());
    power.notes().forEach(n -> out.format("  note: %s\n", n));
  }

  private void area(AreaEstimate area) {
    out.format("\n");
    out.format("%-38s %10s %10s %7s %8s %6s\n", "area", "lut", "ff", "dsp", "bram36", "uram");
    area.parts().forEach(this::areaRow);
    areaRow("total", area.parts().values().stream().reduce(Area.NONE, Area::plus));
    area.total().forEach((name, figure) -> row("  total " + name, figure));
    area.utilisation()
        .forEach((name, share) -> out.format("  %.1f %% of the device's %s\n", 100 * share, name));
    area.notes().forEach(n -> out.format("  note: %s\n", n));
  }

  private void areaRow(String name, Area a) {
    out.format(
        "%-38s %,10.0f %,10.0f %,7.0f %,8.1f %,6.0f\n",
        name, a.lut(), a.ff(), a.dsp(), a.bram36(), a.uram());
  }

  private void neighbours(List<Neighbour> neighbours) {
    if (neighbours.isEmpty()) {
      return;
    }
    out.format("\n");
    out.format(
        "%-24s %14s %12s %10s %12s\n", "instead", "cycles/token", "tokens/s", "W", "tokens/J");
    for (Neighbour n : neighbours) {
      n.figures()
          .ifPresent(
              f ->
                  out.format(
                      "%-24s %14s %12s %10s %12s\n",
                      n.change(),
                      plain(f.cyclesPerToken()),
                      plain(f.tokensPerSecond()),
                      plain(f.powerW()),
                      plain(f.tokensPerJoule())));
      if (n.figures().isEmpty()) {
        out.format("%-24s cannot be built\n", n.change());
      }
      n.reasons().forEach(r -> out.format("  note: %s\n", r));
    }
  }

  private void row(String name, Figure figure) {
    out.format("  %-32s %s\n", name, FigureFormat.full(figure));
  }

  /** Three digits where a number is small, all of it where it is large. */
  private static String plain(Figure figure) {
    if (!figure.isKnown()) {
      return "unknown";
    }
    double value = figure.value().getAsDouble();
    return String.format(Locale.ROOT, value < 100 ? "%.3g" : "%,.0f", value);
  }
}
