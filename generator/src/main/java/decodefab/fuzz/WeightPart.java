package decodefab.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The formats of matrices.
 *
 * @param rules format by tensor pattern; {@code weights} first
 */
record WeightPart(SequencedMap<String, WeightFormat> rules) implements Part {
  static final String ALL = "weights";
  static final String EMBEDDING = "embedding";

  WeightPart {
    rules = new LinkedHashMap<>(rules);
  }

  @Override
  public List<String> clauses() {
    return rules.entrySet().stream()
        .map(rule -> "quantize " + rule.getKey() + " as " + rule.getValue().text())
        .toList();
  }

  @Override
  public String summary() {
    return rules.sequencedValues().stream()
        .map(WeightFormat::summary)
        .distinct()
        .collect(Collectors.joining(" + "));
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>();
    LinkedHashSet<WeightFormat> formats = new LinkedHashSet<>();
    rules.forEach(
        (pattern, format) -> {
          if (pattern.equals(EMBEDDING)) {
            bins.add("embedding " + format.element());
          } else if (formats.add(format)) {
            bins.addAll(format.bins());
          }
        });
    if (rules.keySet().stream().anyMatch(pattern -> pattern.startsWith("layers."))) {
      bins.add(WeightDimension.BY_LAYER);
    }
    bins.add(WeightDimension.count(formats.size()));
    return bins.stream().distinct().toList();
  }

  @Override
  public List<Part> simpler() {
    List<Part> parts = new ArrayList<>();
    WeightFormat embedding = rules.getOrDefault(EMBEDDING, WeightFormat.SIMPLEST);
    // One format for all says most about which of them fails.
    for (WeightFormat format : new LinkedHashSet<>(rules.sequencedValues().reversed())) {
      add(parts, of(format, embedding));
      add(parts, of(format, WeightFormat.SIMPLEST));
    }
    for (String pattern : rules.keySet()) {
      if (!pattern.equals(ALL)) {
        Map<String, WeightFormat> fewer = new LinkedHashMap<>(rules);
        fewer.remove(pattern);
        add(parts, new WeightPart(new LinkedHashMap<>(fewer)));
      }
    }
    rules.forEach(
        (pattern, format) -> {
          for (WeightFormat plainer : format.simpler()) {
            LinkedHashMap<String, WeightFormat> one = new LinkedHashMap<>(rules);
            one.put(pattern, plainer);
            add(parts, new WeightPart(one));
          }
        });
    return parts;
  }

  private void add(List<Part> parts, WeightPart part) {
    if (!part.equals(this) && part.cost() < cost() && !parts.contains(part)) {
      parts.add(part);
    }
  }

  private static WeightPart of(WeightFormat all, WeightFormat embedding) {
    SequencedMap<String, WeightFormat> rules = new LinkedHashMap<>();
    rules.put(ALL, all);
    rules.put(EMBEDDING, embedding);
    return new WeightPart(rules);
  }

  /** Rules, and what is not plain about each; simpler parts cost less, so that shrinking ends. */
  private int cost() {
    int cost = 0;
    for (WeightFormat format : rules.values()) {
      cost += 4 + format.cost();
    }
    return cost;
  }
}
