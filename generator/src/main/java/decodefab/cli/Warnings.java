package decodefab.cli;

import decodefab.diag.Diagnostic;
import decodefab.diag.DiagnosticRenderer;
import decodefab.plan.DesignWarnings;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;

/** Says on standard error what is legal in a design and probably not meant. */
final class Warnings {
  private Warnings() {}

  static void show(LoadedDesign loaded, HardwarePlan plan, Out out) {
    DiagnosticRenderer renderer = new DiagnosticRenderer(out.colorsErrors());
    for (Diagnostic warning : DesignWarnings.of(loaded, plan)) {
      out.error(renderer.render(warning).stripTrailing());
    }
  }
}
