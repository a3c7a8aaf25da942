package decodefab.design;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rules about tensors, of which the most specific one holds.
 *
 * @param rules defaults first, then in the order written
 */
public record RuleTable<T>(List<Rule<T>> rules) {
  public RuleTable {
    rules = List.copyOf(rules);
  }

  /** The rule that holds for a tensor. */
  public Optional<Rule<T>> find(TensorName tensor) {
    return rules.stream()
        .filter(r -> r.pattern().matches(tensor))
        .max(Comparator.comparingInt(Rule::rank));
  }

  T of(TensorName tensor) {
    return find(tensor)
        .orElseThrow(() -> new IllegalArgumentException("no rule is about " + tensor.text()))
        .value();
  }
}
