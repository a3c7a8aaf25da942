package decodefab.design;

import java.util.List;
import java.util.Objects;

/**
 * Number format of every tensor.
 *
 * @param table what formats they have
 * @param quantizing how the codes of matrices are found
 */
public record FormatTable(RuleTable<FormatChoice> table, RuleTable<Quantizing> quantizing) {
  public FormatTable {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(quantizing, "quantizing");
  }

  /** The same rules for codes with other formats. */
  public FormatTable with(List<Rule<FormatChoice>> formats) {
    return new FormatTable(new RuleTable<>(formats), quantizing);
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
