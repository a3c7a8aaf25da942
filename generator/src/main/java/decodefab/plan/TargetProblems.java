package decodefab.plan;

import decodefab.design.Design;
import decodefab.diag.Diagnostic;
import decodefab.tech.Device;
import decodefab.tech.DeviceTable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Targets that no table knows. The language takes any part, since it has no tables; without the
 * device's sizes and static power, though, most figures of a design would silently be missing.
 */
final class TargetProblems {
  private TargetProblems() {}

  /** One error for a part that is in no table. */
  static List<Diagnostic> find(Design design) {
    return switch (design.target().kind()) {
      case FPGA -> findPart(design, DeviceTable.load());
      case ASIC -> List.of(); // a process node, which the language checks
    };
  }

  private static List<Diagnostic> findPart(Design design, DeviceTable table) {
    String part = design.target().part();
    if (table.device(part).isPresent()) {
      return List.of();
    }
    String known =
        table.devices().stream().map(Device::part).sorted().collect(Collectors.joining(", "));
    return List.of(
        PlanCode.UNKNOWN_DEVICE.at(
            design.target().span(),
            "no device `%s` is known; the nearest is `%s`, and all are %s"
                .formatted(part, table.nearest(part), known)));
  }
}
