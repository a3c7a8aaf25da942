package decodefab.synth;

import decodefab.plan.HardwarePlan;
import decodefab.plan.OnChipUse;
import decodefab.tech.Area;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums the cells of a netlist by the parts that the area estimate has, so that the two can be held
 * against each other.
 */
final class PartCounter {
  /** What is in no other part: the wires between the engines. */
  private static final String HOST = "host registers";

  private static final String DISPATCH = "sequencer and queues";

  private final Netlist netlist;
  private final CellFamily family;
  private final Map<String, String> partOf = new LinkedHashMap<>();
  private final Map<String, Area> areas = new LinkedHashMap<>();
  private final Map<String, Long> unknown = new TreeMap<>();

  private PartCounter(Netlist netlist, CellFamily family, HardwarePlan plan) {
    this.netlist = netlist;
    this.family = family;
    rules(plan);
  }

  /**
   * What each part takes.
   *
   * @param areas by the names of the estimate's parts
   * @param unknown cells that the family does not have, by type: they take no area here
   */
  record Count(Map<String, Area> areas, Map<String, Long> unknown) {}

  /** Counts a whole design. */
  static Count count(Netlist netlist, CellFamily family, HardwarePlan plan) {
    PartCounter counter = new PartCounter(netlist, family, plan);
    counter.add(netlist.top(), "", HOST);
    return new Count(counter.areas, counter.unknown);
  }

  /** Instances below the top module, by their path; what is inside one belongs to it. */
  private void rules(HardwarePlan plan) {
    partOf.put("u_core", DISPATCH);
    partOf.put("u_core.u_vector", "vector engine");
    partOf.put("u_core.u_matvec", "matvec engine");
    partOf.put("u_core.u_store", "store engine");
    partOf.put("u_core.u_operand", "operand source");
    partOf.put("u_offchip", "off-chip masters");
    for (OnChipUse.Ram ram : OnChipUse.of(plan).memories()) {
      String part = "memory " + ram.purpose();
      partOf.put("u_core." + ram.name(), part);
      for (char port = 'a'; port < 'a' + ram.readPorts(); port++) {
        partOf.put("u_core." + ram.name() + "_" + port, part);
      }
    }
    // Scales of keys have a memory of their own, and one within the cache where that is on chip.
    for (String scales : new String[] {"u_ks_reader", "u_kv.u_ks", "u_kv.u_ks_reader"}) {
      partOf.put("u_core." + scales, "memory K scales");
    }
    partOf.values().forEach(part -> areas.put(part, Area.NONE));
    areas.put(HOST, Area.NONE);
  }

  private void add(String module, String path, String part) {
    Netlist.Module content = netlist.modules().get(module);
    Area own = Area.NONE;
    for (Map.Entry<String, Long> cells : content.cells().entrySet()) {
      if (family.area(cells.getKey()).isPresent()) {
        own = own.plus(family.area(cells.getKey()).get().times(cells.getValue()));
      } else if (!cells.getKey().startsWith("$scopeinfo")) {
        unknown.merge(cells.getKey(), cells.getValue(), Long::sum);
      }
    }
    areas.merge(part, own, Area::plus);
    for (Netlist.Instance instance : content.instances()) {
      String inner = path.isEmpty() ? instance.name() : path + "." + instance.name();
      add(instance.module(), inner, partOf.getOrDefault(inner, part));
    }
  }
}
