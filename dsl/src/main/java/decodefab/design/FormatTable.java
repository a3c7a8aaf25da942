package decodefab.design;

import java.util.List;
import java.util.Objects;

/** Number format of every tensor. */
public record FormatTable(RuleTable<FormatChoice> table) {
  public FormatTable {
    Objects.requireNonNull(table, "table");
  }

  /**
   * What holds for one tensor.
   *
   * @throws IllegalArgumentException when no rule is about it
   * @throws IllegalStateException when the model's file decides and has not been asked
   */
  public NumberFormat of(TensorName tensor) {
    return switch (table.of(tensor)) {
      case NumberFormat format -> format;
      case AsStored s ->
          throw new IllegalStateException("the format of " + tensor.text() + " is not known yet");
    };
  }

  /** All rules: defaults first, then in the order written. */
  public List<Rule<FormatChoice>> rules() {
    return table.rules();
  }
}
