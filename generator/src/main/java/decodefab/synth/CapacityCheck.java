package decodefab.synth;

import decodefab.design.Memory;
import decodefab.diag.Diagnostic;
import decodefab.diag.Severity;
import decodefab.diag.Span;
import decodefab.plan.HardwarePlan;
import decodefab.synth.AreaComparison.Resource;
import decodefab.tech.Area;
import decodefab.tech.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds what a synthesis counted against what a device has: what is too much, by which parts, and
 * which clause of the design asks for it.
 */
public final class CapacityCheck {
  static final String CODE = "DF931";

  /** Block RAMs of 36 Kb in one UltraRAM. The flows use none, a design's own tool may. */
  private static final double BLOCKS_PER_ULTRA = 8;

  /** Parts that a message names. */
  private static final int NAMED = 3;

  private CapacityCheck() {}

  /**
   * A diagnostic for each resource of which there is not enough, an error or a warning as asked.
   *
   * @param counted area by part, in LUTs of the device's own kind
   * @param device what it is to fit into
   * @param name what to call the device
   */
  public static List<Diagnostic> find(
      HardwarePlan plan, Map<String, Area> counted, Device device, String name, Severity severity) {
    List<Diagnostic> found = new ArrayList<>();
    Area total = counted.values().stream().reduce(Area.NONE, Area::plus);
    for (Resource resource : Resource.values()) {
      double has = capacity(device, resource);
      double takes = resource.of(total);
      if (takes > has) {
        List<Map.Entry<String, Area>> largest = largest(counted, resource);
        String message =
            String.format(
                Locale.ROOT,
                "the design does not fit %s: %s of %s %s; %s",
                name,
                number(takes),
                number(has),
                words(resource),
                shares(largest, resource));
        Blame blame = blame(plan, counted, resource, has, largest.getFirst().getKey());
        found.add(
            new Diagnostic(
                CODE, severity, message, Optional.of(blame.place()), Optional.of(blame.help())));
      }
    }
    return found;
  }

  private static double capacity(Device device, Resource resource) {
    return switch (resource) {
      case LUT -> device.lut().nominal();
      case FF -> device.ff().nominal();
      case DSP -> device.dsp().nominal();
      case BRAM36 ->
          device.bram36().nominal()
              + device.uram().nominal() * (device.uram().nominal() >= 16 ? BLOCKS_PER_ULTRA : 1);
    };
  }

  private static List<Map.Entry<String, Area>> largest(
      Map<String, Area> counted, Resource resource) {
    return counted.entrySet().stream()
        .filter(part -> resource.of(part.getValue()) > 0)
        .sorted(Comparator.comparingDouble(part -> -resource.of(part.getValue())))
        .toList();
  }

  private static String shares(List<Map.Entry<String, Area>> largest, Resource resource) {
    return largest.stream()
        .limit(NAMED)
        .map(part -> part.getKey() + " takes " + number(resource.of(part.getValue())))
        .collect(Collectors.joining(", "));
  }

  /** What of the design asks for so much, and what would do. */
  private record Blame(Span place, String help) {}

  private static Blame blame(
      HardwarePlan plan, Map<String, Area> counted, Resource resource, double has, String part) {
    if (resource == Resource.BRAM36) {
      return memory(plan, has);
    }
    double rest =
        counted.values().stream().mapToDouble(resource::of).sum() - resource.of(counted.get(part));
    double each = resource.of(counted.get(part));
    return switch (part) {
      case "matvec engine" ->
          lanes(plan, "datapath.lanes", "lanes", plan.fabric().lanes(), each, has - rest);
      case "vector engine" ->
          lanes(plan, "datapath.vector", "vector", plan.fabric().vector(), each, has - rest);
      default ->
          new Blame(
              plan.design().target().span(), "a larger device; decodefab estimate shows shares");
    };
  }

  /** Lanes are halved until they fit, as if an engine were no more than its lanes. */
  private static Blame lanes(
      HardwarePlan plan, String key, String word, int lanes, double takes, double room) {
    int fewer = lanes;
    while (fewer > 1 && takes * fewer / lanes > room) {
      fewer /= 2;
    }
    Span place = plan.design().origin(key);
    return room > 0 && fewer > 1 && takes * fewer / lanes <= room
        ? new Blame(place, "`%s %d` may fit, or take a larger device".formatted(word, fewer))
        : new Blame(
            place,
            "fewer `%s` alone are not enough, since the other parts leave no room: a larger device"
                .formatted(word));
  }

  private static Blame memory(HardwarePlan plan, double blocks) {
    Memory chip =
        plan.design().memories().stream().filter(Memory::onChip).findFirst().orElseThrow();
    Optional<Memory> outside =
        plan.design().memories().stream().filter(memory -> !memory.onChip()).findFirst();
    String room = "the device's blocks hold %.0f KiB".formatted(blocks * 4.5);
    String advice =
        outside.isPresent()
            ? "place more in `%s`, such as weights, embedding or kv_cache"
                .formatted(outside.get().name())
            : "place weights, lm_head, embedding or kv_cache in a memory beside the chip";
    return new Blame(
        plan.design().origin("memory." + chip.name() + ".capacity"),
        room + ": " + advice + ", or take a smaller context");
  }

  private static String words(Resource resource) {
    return switch (resource) {
      case LUT -> "LUTs";
      case FF -> "flip-flops";
      case DSP -> "multipliers";
      case BRAM36 -> "block RAMs of 36 Kb";
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
  }
}
