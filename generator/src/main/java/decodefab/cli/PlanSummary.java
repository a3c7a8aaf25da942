package decodefab.cli;

import decodefab.design.Design;
import decodefab.design.Memory;
import decodefab.model.ModelShape;
import decodefab.plan.HardwarePlan;
import decodefab.plan.OnChipUse;
import java.util.Locale;

/** A plan in one line. */
final class PlanSummary {
  private static final double MEGA = 1e6;
  private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB"};

  private PlanSummary() {}

  /** Name, model, arithmetic and how full the memories are. */
  static String line(HardwarePlan plan) {
    Design design = plan.design();
    ModelShape shape = plan.graph().shape();
    StringBuilder line = new StringBuilder();
    line.append(design.name()).append(" is fine: ");
    line.append(parameters(shape.parameterCount())).append(" parameters in ");
    line.append(shape.layers()).append(shape.layers() == 1 ? " layer" : " layers");
    line.append("; ").append(design.datapath().lanes()).append(" lanes at ");
    line.append(trimmed("%.1f", design.datapath().clockHz() / MEGA)).append(" MHz; ");
    line.append(bytes(OnChipUse.of(plan).totalBytes())).append(" of ");
    line.append(bytes(onChipCapacity(design))).append(" on chip");
    plan.tier()
        .ifPresent(
            tier ->
                line.append(", ")
                    .append(bytes(tier.usedBytes()))
                    .append(" of ")
                    .append(bytes(tier.memory().capacityBytes()))
                    .append(" in ")
                    .append(tier.memory().name()));
    return line.toString();
  }

  private static long onChipCapacity(Design design) {
    return design.memories().stream().filter(Memory::onChip).mapToLong(Memory::capacityBytes).sum();
  }

  /** A size in the unit that leaves one to four digits before the point. */
  static String bytes(long count) {
    double value = count;
    int unit = 0;
    while (value >= 1024 && unit < SIZES.length - 1) {
      value /= 1024;
      unit++;
    }
    return trimmed(value >= 100 || unit == 0 ? "%.0f" : "%.1f", value) + " " + SIZES[unit];
  }

  private static String parameters(long count) {
    if (count < 1_000_000) {
      return trimmed("%.1f", count / 1e3) + " K";
    }
    return count < 1_000_000_000
        ? trimmed("%.1f", count / MEGA) + " M"
        : trimmed("%.1f", count / 1e9) + " G";
  }

  private static String trimmed(String format, double value) {
    String text = String.format(Locale.ROOT, format, value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
