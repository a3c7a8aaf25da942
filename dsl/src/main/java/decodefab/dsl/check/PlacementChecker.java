package decodefab.dsl.check;

import decodefab.design.LayerMatrix;
import decodefab.design.LayerRange;
import decodefab.design.Memory;
import decodefab.design.PlacementTable;
import decodefab.design.Rule;
import decodefab.design.RuleTable;
import decodefab.design.TensorClass;
import decodefab.design.TensorName;
import decodefab.design.TensorPattern;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.DeviceDefinition;
import decodefab.dsl.ast.MemoryDefinition;
import decodefab.dsl.ast.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Memories of a design and what lies in them. Every memory of the main file belongs to the design;
 * one of an included file or of the target's device does as soon as something is placed in it.
 */
final class PlacementChecker {
  private final Scope scope;
  private final MemoryChecker checker;
  private final RuleChecker rules;
  private final Reporter reporter;
  private final Map<String, MemoryDefinition> visible = new LinkedHashMap<>();
  private final Map<String, Memory> used = new LinkedHashMap<>();

  PlacementChecker(Scope scope, MemoryChecker checker, RuleChecker rules, Reporter reporter) {
    this.scope = scope;
    this.checker = checker;
    this.rules = rules;
    this.reporter = reporter;
  }

  /** What a design has and where everything lies. */
  record Checked(List<Memory> memories, PlacementTable table) {}

  Checked check(
      List<Clause.Place> places,
      Optional<DeviceDefinition> device,
      Optional<Integer> layers,
      Span design) {
    visible.putAll(scope.memories());
    device.ifPresent(d -> d.memories().forEach(this::show));
    scope.memories().values().stream().filter(scope::inMain).forEach(this::use);
    List<Rule<Memory>> written = new ArrayList<>();
    for (Clause.Place place : places) {
      written.addAll(rules.rules(place.patterns(), find(place.memory())));
    }
    rules.contradictions(written, Code.DF403, "placed");
    List<Memory> onChip = used.values().stream().filter(Memory::onChip).toList();
    if (onChip.isEmpty()) {
      onChip = List.of(checker.implicit(design));
      used.put(Memory.DEFAULT_NAME, onChip.getFirst());
    }
    if (onChip.size() > 1) {
      nowhere(written, onChip, layers, design);
    }
    List<Rule<Memory>> table = new ArrayList<>(defaults(onChip.getFirst()));
    table.addAll(written);
    return new Checked(List.copyOf(used.values()), new PlacementTable(new RuleTable<>(table)));
  }

  // A memory of the main file hides the one of the device, and that hides a library's.
  private void show(MemoryDefinition memory) {
    MemoryDefinition earlier = visible.get(memory.name().text());
    if (earlier == null || !scope.inMain(earlier)) {
      visible.put(memory.name().text(), memory);
    }
  }

  private void use(MemoryDefinition definition) {
    if (!used.containsKey(definition.name().text())) {
      checker.check(definition).ifPresent(m -> used.put(m.name(), m));
    }
  }

  private Optional<Memory> find(Name name) {
    MemoryDefinition definition = visible.get(name.text());
    if (definition == null) {
      List<String> known = new ArrayList<>(visible.keySet());
      reporter.error(
          Code.DF202,
          "no memory is called `" + name.text() + "`",
          name.span(),
          Nearest.help(name.text(), known, "memory"));
      return Optional.empty();
    }
    use(definition);
    return Optional.ofNullable(used.get(name.text()));
  }

  private static List<Rule<Memory>> defaults(Memory memory) {
    List<Rule<Memory>> rules = new ArrayList<>();
    rules.add(new Rule<>(new TensorPattern.AllWeights(), memory, Optional.empty()));
    for (TensorClass tensor : TensorClass.values()) {
      if (!tensor.isMatrix()) {
        rules.add(new Rule<>(new TensorPattern.Single(tensor), memory, Optional.empty()));
      }
    }
    return rules;
  }

  /** With several on-chip memories there is no default place: everything must be placed. */
  private void nowhere(
      List<Rule<Memory>> written, List<Memory> onChip, Optional<Integer> layers, Span design) {
    List<String> homeless = new ArrayList<>();
    for (TensorClass tensor : TensorClass.values()) {
      TensorName name = new TensorName.Whole(tensor);
      if (written.stream().noneMatch(r -> r.pattern().matches(name))) {
        homeless.add(tensor.text());
      }
    }
    for (LayerMatrix matrix : LayerMatrix.values()) {
      if (!placed(written, matrix, layers.orElse(LayerRange.MAX_LAYERS))) {
        homeless.add(matrix.text());
      }
    }
    if (!homeless.isEmpty()) {
      reporter.error(
          Code.DF405,
          "with several on-chip memories nothing has a default place, and these are placed nowhere: "
              + String.join(", ", homeless),
          design,
          "add such as `place " + homeless.getFirst() + " in " + onChip.getFirst().name() + "`");
    }
  }

  private static boolean placed(List<Rule<Memory>> written, LayerMatrix matrix, int layers) {
    for (int layer = 0; layer < layers; layer++) {
      TensorName name = new TensorName.InLayer(layer, matrix);
      if (written.stream().noneMatch(r -> r.pattern().matches(name))) {
        return false;
      }
    }
    return true;
  }
}
