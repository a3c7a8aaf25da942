package decodefab.dsl.check;

import decodefab.design.Target;
import decodefab.design.TargetKind;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.DeviceDefinition;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.TargetPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The target: an FPGA by its part, a process node, or a device that is defined elsewhere. */
final class TargetChecker {
  private static final String DEFAULT_PART = "xcu50";

  private final Scope scope;
  private final Values values;
  private final Reporter reporter;

  TargetChecker(Scope scope, Values values, Reporter reporter) {
    this.scope = scope;
    this.values = values;
    this.reporter = reporter;
  }

  /** What a design without a target is built for. */
  static Target standard(Span design) {
    return new Target(TargetKind.FPGA, DEFAULT_PART, design);
  }

  /** The device that a target names, if it names one. */
  Optional<DeviceDefinition> device(Clause.TargetClause target) {
    return target.part().isPresent()
        ? Optional.empty()
        : Optional.ofNullable(scope.devices().get(target.kind().text()));
  }

  /** The target; what is wrong is reported and the default taken in its place. */
  Target check(Clause.TargetClause target) {
    Optional<DeviceDefinition> device = device(target);
    Clause.TargetClause meant = device.map(DeviceDefinition::target).orElse(target);
    Optional<String> part =
        switch (meant.kind().text()) {
          case "fpga" -> fpga(meant);
          case "asic" -> asic(meant);
          default -> {
            unknown(meant.kind(), device.isPresent());
            yield Optional.empty();
          }
        };
    TargetKind kind = meant.kind().text().equals("asic") ? TargetKind.ASIC : TargetKind.FPGA;
    return part.map(p -> new Target(kind, p, target.span()))
        .orElseGet(() -> standard(target.span()));
  }

  private Optional<String> fpga(Clause.TargetClause target) {
    Optional<String> text =
        target
            .part()
            .flatMap(
                p ->
                    switch (p) {
                      case TargetPart.Word w -> Optional.of(w.name().text());
                      case TargetPart.Quoted q -> Optional.of(q.text().value());
                      case TargetPart.Node n -> Optional.<String>empty();
                    });
    if (text.isEmpty() || !text.get().matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
      reporter.error(
          Code.DF212,
          "`target fpga` needs the name of a part",
          target.part().map(TargetPart::span).orElse(target.span()),
          "write such as `target fpga xcu50`, in quotes if it is not one word");
      return Optional.empty();
    }
    return text;
  }

  private Optional<String> asic(Clause.TargetClause target) {
    if (target.part().isPresent() && target.part().get() instanceof TargetPart.Node node) {
      return values
          .measure(node.size(), "process node", Limits.NODE)
          .map(m -> m.value().stripTrailingZeros().toPlainString() + " nm");
    }
    reporter.error(
        Code.DF212,
        "`target asic` needs a process node",
        target.part().map(TargetPart::span).orElse(target.span()),
        "write such as `target asic 7 nm`");
    return Optional.empty();
  }

  private void unknown(Name kind, boolean insideDevice) {
    List<String> known = new ArrayList<>(List.of("fpga", "asic"));
    if (!insideDevice) {
      known.addAll(scope.devices().keySet());
    }
    reporter.error(
        Code.DF212,
        "`" + kind.text() + "` is neither fpga, asic nor a device",
        kind.span(),
        Nearest.help(kind.text(), known, "target"));
  }
}
