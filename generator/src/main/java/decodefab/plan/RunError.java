package decodefab.plan;

import java.util.Objects;

/**
 * Why a run was refused or ended without a result.
 *
 * @param code what the ERROR register holds
 * @param name as the localparam {@code CAUSE_...} of {@code templates/lib/dfab_run_control.v} has
 *     it
 * @param doc what happened
 */
public record RunError(int code, String name, String doc) {
  public RunError {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(doc, "doc");
    if (code < 0 || code > 15) {
      throw new IllegalArgumentException("error code " + code + " is not 4 bits");
    }
  }
}
