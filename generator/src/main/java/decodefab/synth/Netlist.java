package decodefab.synth;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a synthesis made, module by module: the device's cells in each, and the modules that it
 * instantiates.
 *
 * @param top name of the module that nothing instantiates
 * @param modules every module by name; those that {@code top} needs are there
 */
record Netlist(String top, Map<String, Module> modules) {
  /**
   * One module.
   *
   * @param cells how many cells of each type it has of its own
   * @param instances the modules in it
   */
  record Module(SortedMap<String, Long> cells, List<Instance> instances) {
    Module {
      cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
      instances = List.copyOf(instances);
    }
  }

  /**
   * A module inside another.
   *
   * @param name instance name
   * @param module what it is an instance of
   */
  record Instance(String name, String module) {}

  Netlist {
    modules = Map.copyOf(modules);
    if (!modules.containsKey(top)) {
      throw new IllegalArgumentException("no module " + top);
    }
  }
}
