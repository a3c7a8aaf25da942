package decodefab.design;

import decodefab.diag.Span;
import java.util.Objects;

/**
 * The chip.
 *
 * @param part the FPGA's part such as {@code xcu50}, or the process node such as {@code 7 nm}
 * @param span where it was written
 */
public record Target(TargetKind kind, String part, Span span) {
  public Target {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(span, "span");
  }
}
