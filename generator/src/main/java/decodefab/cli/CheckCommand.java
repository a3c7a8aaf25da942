package decodefab.cli;

import decodefab.diag.Diagnostic;
import decodefab.diag.DiagnosticView;
import decodefab.diag.InputException;
import decodefab.plan.DesignLoader;
import decodefab.plan.DesignWarnings;
import decodefab.plan.HardwarePlan;
import decodefab.plan.ImportedTensors;
import decodefab.plan.LoadedDesign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says everything that is wrong with a design, or in one line what it is. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Check a design, its model's sizes and whether the fabric can be built for them.",
    footer = {"", "Exit codes: 0 the design is fine, 1 it is not."})
final class CheckCommand implements Callable<Integer> {
  private static final String SCHEMA = "decodefab.check";

  @Mixin private DesignFile file;
  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;

  private final Surroundings surroundings;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InputException {
    Out out = common.out(surroundings);
    if (json.wanted()) {
      return callForMachines(out);
    }
    LoadedDesign loaded = load();
    HardwarePlan plan = loaded.plan();
    out.result(file.path() + ": " + PlanSummary.line(plan));
    SparsityText.lines(plan).forEach(line -> out.result("  sparse " + line));
    QuantizingText.lines(plan).forEach(line -> out.result("  quantized " + line));
    ImportedTensors imported = ImportedTensors.of(loaded, plan);
    if (!imported.taken().isEmpty()) {
      out.result("  taken as stored, codes and scales untouched: " + taken(imported));
    }
    Warnings.show(loaded, plan, out);
    return ExitCode.FINE;
  }

  /** All of them by role, and in how many layers. */
  private static String taken(ImportedTensors imported) {
    Map<String, Integer> layers = new LinkedHashMap<>();
    imported
        .taken()
        .forEach(
            t -> layers.merge(t.replaceFirst("^layers\\.[0-9]+", "layers.*"), 1, Integer::sum));
    return layers.entrySet().stream()
        .map(e -> e.getKey() + (e.getKey().startsWith("layers") ? " (" + e.getValue() + ")" : ""))
        .collect(Collectors.joining(", "));
  }

  private LoadedDesign load() throws InputException {
    return DesignLoader.load(surroundings.resolve(file.path()));
  }

  private int callForMachines(Out out) {
    Optional<HardwarePlan> plan = Optional.empty();
    List<Diagnostic> found = List.of();
    try {
      LoadedDesign loaded = load();
      plan = Optional.of(loaded.plan());
      found = DesignWarnings.of(loaded, plan.get());
    } catch (InputException e) {
      found = e.diagnostics();
    }
    out.result(document(plan, found));
    return plan.isPresent() ? ExitCode.FINE : ExitCode.INPUT;
  }

  private static String document(Optional<HardwarePlan> plan, List<Diagnostic> found) {
    return JsonDocument.text(
        SCHEMA,
        1,
        fields -> {
          if (plan.isPresent()) {
            fields.writeStringField("design", plan.get().design().name());
          } else {
            fields.writeNullField("design");
          }
          fields.writeBooleanField("fine", plan.isPresent());
          fields.writeArrayFieldStart("diagnostics");
          for (Diagnostic diagnostic : found) {
            fields.writeStartObject();
            for (var value : DiagnosticView.of(diagnostic).values().entrySet()) {
              fields.writeFieldName(value.getKey());
              fields.writeObject(value.getValue());
            }
            fields.writeEndObject();
          }
          fields.writeEndArray();
        });
  }
}
