package decodefab.accuracy;

import java.util.List;
import java.util.Objects;

/**
 * A change of formats that was tried on a ruined model.
 *
 * @param roles whose format changes
 * @param format to what
 * @param comparison golden with these formats against the float model
 */
public record Remedy(List<String> roles, String format, Comparison comparison) {
  public Remedy {
    roles = List.copyOf(roles);
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(comparison, "comparison");
  }
}
