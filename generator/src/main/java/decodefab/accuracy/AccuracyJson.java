package decodefab.accuracy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports as maps, lists, strings and numbers, ready for a JSON writer, in a fixed order of keys; a
 * number that is infinite is {@code null}.
 */
public final class AccuracyJson {
  private AccuracyJson() {}

  /** A report. */
  public static Map<String, Object> of(AccuracyReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("design", report.design());
    json.put("text", text(report));
    json.put("golden", golden(report.golden()));
    json.put("tensors", report.tensors().stream().map(AccuracyJson::tensor).toList());
    json.put("costs", report.costs().stream().map(AccuracyJson::cost).toList());
    json.put("ruined", report.ruined());
    json.put("remedy", report.remedy().map(AccuracyJson::remedy).orElse(null));
    json.put("verdict", AccuracyText.verdict(report));
    return json;
  }

  private static Map<String, Object> text(AccuracyReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", report.windows().source());
    json.put("windows", report.windows().windows().size());
    json.put("positions", report.golden().positions());
    json.put("predicted", report.golden().predicted());
    return json;
  }

  private static Map<String, Object> golden(Comparison c) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", "golden against the float model, both fed the same tokens");
    closeness(json, c);
    json.put("worst_window", c.worstWindow());
    json.put("worst_position", c.worstPosition());
    boolean known = c.predicted() > 0;
    json.put("perplexity", known ? finite(c.perplexity()) : null);
    json.put("float_perplexity", known ? finite(c.referencePerplexity()) : null);
    json.put("perplexity_ratio", known ? finite(c.perplexityRatio()) : null);
    return json;
  }

  private static void closeness(Map<String, Object> json, Comparison c) {
    json.put("token_agreement", interval(c.sameToken()));
    json.put("kl_divergence", interval(c.divergence()));
    json.put("worst_kl_divergence", finite(c.worst()));
  }

  private static Map<String, Object> interval(Interval i) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", finite(i.value()));
    json.put("low", finite(i.low()));
    json.put("high", finite(i.high()));
    return json;
  }

  private static Map<String, Object> tensor(TensorError t) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", t.name());
    json.put("format", t.format());
    json.put("weights", t.elements());
    json.put("bits_per_weight", t.bits());
    json.put("bytes", t.bytes());
    json.put("snr_db", finite(t.decibels()));
    return json;
  }

  private static Map<String, Object> cost(FormatCost c) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", c.name());
    json.put("format", c.format());
    json.put("method", "float model with this alone rounded, against the float model");
    json.put("tensors", c.tensors().stream().map(TensorError::name).toList());
    closeness(json, c.comparison());
    return json;
  }

  private static Map<String, Object> remedy(Remedy r) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("quantize", List.copyOf(r.roles()));
    json.put("as", r.format());
    json.put("method", "golden with these formats against the float model");
    closeness(json, r.comparison());
    return json;
  }

  private static Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
