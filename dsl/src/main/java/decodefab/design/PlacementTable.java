package decodefab.design;

import java.util.List;
import java.util.Objects;

/** The memory that holds each tensor. */
public record PlacementTable(RuleTable<Memory> table) {
  public PlacementTable {
    Objects.requireNonNull(table, "table");
  }

  /**
   * What holds for one tensor.
   *
   * @throws IllegalArgumentException when no rule is about it
   */
  public Memory of(TensorName tensor) {
    return table.of(tensor);
  }

  /** All rules: defaults first, then in the order written. */
  public List<Rule<Memory>> rules() {
    return table.rules();
  }
}
