package decodefab.synth;

import decodefab.synth.AreaComparison.Resource;
import decodefab.tech.Area;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a flow made of a design, for people. */
public final class SynthText {
  private final Formatter out = new Formatter(Locale.ROOT);

  private SynthText() {}

  /** The whole text. */
  public static String print(String design, SynthResult result, AreaComparison areas) {
    SynthText text = new SynthText();
    text.out.format(
        "%s by %s (%s)\n", design, result.flow().key(), String.join(", ", result.versions()));
    text.out.format("\n");
    text.areas(areas);
    text.unknown(result.unknown());
    result.routed().ifPresent(report -> text.routed(report, result.target().orElseThrow()));
    return text.out.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private void areas(AreaComparison areas) {
    StringBuilder head = new StringBuilder("%-38s".formatted("counted (estimate, error)"));
    for (Resource resource : Resource.values()) {
      head.append("  %-24s".formatted(resource.key()));
    }
    out.format("%s\n", head);
    for (AreaComparison.Row row : areas.rows()) {
      if (row.estimate().equals(Area.NONE) && row.counted().equals(Area.NONE)) {
        continue;
      }
      StringBuilder cells = new StringBuilder("%-38s".formatted(row.part()));
      for (Resource resource : Resource.values()) {
        cells.append("  %-24s".formatted(cell(row, resource)));
      }
      out.format("%s\n", cells);
    }
  }

  private static String cell(AreaComparison.Row row, Resource resource) {
    double estimate = resource.of(row.estimate());
    double counted = resource.of(row.counted());
    if (estimate == 0 && counted == 0) {
      return "-";
    }
    OptionalDouble error = row.error(resource);
    String percent =
        error.isPresent()
            ? String.format(Locale.ROOT, ", %+.0f %%", 100 * error.getAsDouble())
            : "";
    return "%s (%s%s)".formatted(number(counted), number(estimate), percent);
  }

  private static String number(double value) {
    return value >= 100 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.1f", value);
  }

  private void unknown(Map<String, Long> unknown) {
    unknown.forEach(
        (type, count) -> out.format("note: %,d cells %s are counted as nothing\n", count, type));
  }

  private void routed(PnrReport report, SynthTarget target) {
    out.format("\n");
    out.format(
        "placed and routed on %s: %.1f MHz (%.1f MHz asked for)\n",
        target.name(), report.fmaxMhz(), report.wantedMhz());
    if (target.substitute()) {
      out.format("  note: this flow does not know the design's own target\n");
    }
    out.format(
        "  slowest path %.1f ns: %d levels of logic, wires %.1f ns (%.0f %%)\n",
        report.pathNs(),
        report.levels(),
        report.routingNs(),
        report.pathNs() > 0 ? 100 * report.routingNs() / report.pathNs() : 0);
    List<String> modules = report.modules();
    if (!modules.isEmpty()) {
      out.format("  through %s\n", String.join(" > ", modules));
    }
    report
        .used()
        .forEach(
            (name, use) -> {
              if (use.count() > 0 && use.available() > 0) {
                out.format(
                    "  %-14s %,9d of %,d (%.0f %%)\n",
                    name, use.count(), use.available(), 100.0 * use.count() / use.available());
              }
            });
  }
}
