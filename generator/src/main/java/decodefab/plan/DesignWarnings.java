package decodefab.plan;

import decodefab.design.Pruning;
import decodefab.design.Quantizing;
import decodefab.diag.Diagnostic;
import decodefab.graph.MatrixFormat;
import java.util.ArrayList;
import java.util.List;

/** What is legal in a design and probably not meant. */
public final class DesignWarnings {
  private DesignWarnings() {}

  /**
   * All warnings of a design.
   *
   * @param plan of this design
   */
  public static List<Diagnostic> of(LoadedDesign loaded, HardwarePlan plan) {
    List<Diagnostic> found =
        new ArrayList<>(ImportedTensors.of(loaded, plan).warnings(loaded.design()));
    boolean calibrated =
        plan.graph().precision().matrices().values().stream().anyMatch(DesignWarnings::asksInputs);
    if (!calibrated) {
      loaded
          .design()
          .calibration()
          .ifPresent(
              text ->
                  found.add(
                      PlanCode.CALIBRATES_NOTHING.warning(
                          text.span(),
                          "nothing is calibrated: no matrix is quantized by gptq or pruned by"
                              + " wanda")));
    }
    found.addAll(PaddingWarnings.of(plan));
    return found;
  }

  private static boolean asksInputs(MatrixFormat matrix) {
    boolean wanda = matrix.pattern().isPruned() && matrix.pattern().by() == Pruning.WANDA;
    return wanda || matrix.by() == Quantizing.GPTQ;
  }
}
