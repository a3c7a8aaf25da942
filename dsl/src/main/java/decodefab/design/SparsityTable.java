package decodefab.design;

import java.util.List;
import java.util.Objects;

/** Sparsity of every matrix, and whether zeros of activations are left out. */
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

  /** Whether pieces of the columns whose activations are all zero are left out. */
  public boolean skipsZeros() {
    return table
        .find(new TensorName.Whole(TensorClass.ACTIVATIONS))
        .map(r -> r.value() instanceof Sparsity.SkipZeros)
        .orElse(false);
  }

  /** All rules: defaults first, then in the order written. */
  public List<Rule<Sparsity>> rules() {
    return table.rules();
  }
}
