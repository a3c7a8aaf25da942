package decodefab.design;

import java.util.List;
import java.util.Objects;

/** Number format of every tensor. */
public record FormatTable(RuleTable<NumberFormat> table) {
  public FormatTable {
    Objects.requireNonNull(table, "table");
  }

  /**
   * What holds for one tensor.
   *
   * @throws IllegalArgumentException when no rule is about it
   */
  public NumberFormat of(TensorName tensor) {
    return table.of(tensor);
  }

  /** All rules: defaults first, then in the order written. */
  public List<Rule<NumberFormat>> rules() {
    return table.rules();
  }
}
