package decodefab.design;

import java.util.List;
import java.util.Objects;

/** Sparsity of every matrix. */
public record SparsityTable(RuleTable<Sparsity> table) {
  public SparsityTable {
    Objects.requireNonNull(table, "table");
  }

  /**
   * What holds for one tensor.
   *
   * @throws IllegalArgumentException when no rule is about it
   */
  public Sparsity of(TensorName tensor) {
    return table.of(tensor);
  }

  /** All rules: defaults first, then in the order written. */
  public List<Rule<Sparsity>> rules() {
    return table.rules();
  }
}
