package decodefab.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import decodefab.regress.PastResult;
import decodefab.regress.Plural;
import decodefab.regress.Trend;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The history of regressions, for people and for machines. */
final class HistoryText {
  /** Values of a trend that are shown. */
  private static final int SHOWN = 6;

  private static final String SCHEMA = "decodefab.history";

  private HistoryText() {}

  static String text(List<Trend> trends) {
    if (trends.isEmpty()) {
      return "no job was run yet";
    }
    int width = trends.stream().mapToInt(t -> t.job().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Trend trend : trends) {
      text.append(String.format(Locale.ROOT, "%-" + width + "s  ", trend.job()));
      PastResult last = trend.last();
      text.append(last.passed() ? "passed" : "FAILED (" + last.failure() + ")");
      text.append(String.format(Locale.ROOT, " %s", last.finished().toString().substring(0, 10)));
      text.append(", run ").append(Plural.of(trend.results().size(), "time"));
      for (String change : trend.changes()) {
        text.append("\n  CHANGED ").append(change);
      }
      List<PastResult> passes = trend.results().stream().filter(PastResult::passed).toList();
      List<PastResult> shown = passes.subList(Math.max(0, passes.size() - SHOWN), passes.size());
      row(text, "cycles/token", shown.stream().map(p -> p.figures().cyclesPerToken()).toList());
      row(
          text,
          "lut",
          shown.stream().map(p -> p.figures().area().getOrDefault("lut", 0.0)).toList());
      row(text, "run time, s", shown.stream().map(PastResult::seconds).toList());
      text.append('\n');
    }
    long changed = trends.stream().filter(t -> !t.changes().isEmpty()).count();
    return text.append(Plural.of(trends.size(), "job"))
        .append(", ")
        .append(changed)
        .append(" changed since the last pass")
        .toString();
  }

  private static void row(StringBuilder text, String name, List<Double> values) {
    if (values.stream().anyMatch(v -> v != 0)) {
      text.append(String.format(Locale.ROOT, "%n  %-12s", name));
      values.forEach(v -> text.append(String.format(Locale.ROOT, " %,10.0f", v)));
    }
  }

  static String json(List<Trend> trends) {
    return JsonDocument.text(
        SCHEMA,
        1,
        json -> {
          json.writeNumberField("count", trends.size());
          json.writeArrayFieldStart("jobs");
          for (Trend trend : trends) {
            json.writeStartObject();
            json.writeStringField("name", trend.job());
            json.writeArrayFieldStart("changes");
            for (String change : trend.changes()) {
              json.writeString(change);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("results");
            for (PastResult result : trend.results()) {
              result(json, result);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void result(JsonGenerator json, PastResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("finished", result.finished().toString());
    json.writeBooleanField("passed", result.passed());
    json.writeStringField("kind", result.failure());
    json.writeNumberField("tokens", result.figures().tokens());
    json.writeNumberField("cycles_per_token", result.figures().cyclesPerToken());
    json.writeNumberField("seconds", result.seconds());
    json.writeObjectFieldStart("area");
    for (Map.Entry<String, Double> part : result.figures().area().entrySet()) {
      json.writeNumberField(part.getKey(), part.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
