package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.plan.HardwarePlan;
import decodefab.sim.Mismatch;
import decodefab.sim.MismatchException;
import decodefab.tool.ToolException;
import java.util.Optional;
import java.util.Set;

/**
 * One decoding from its first token to its figures. A difference from golden ends it early, but
 * what was found out until then is kept.
 *
 * @param plan the hardware
 * @param check how much is compared
 * @param fabric what runs it
 * @param decoding what runs on it
 */
record FabricRun(HardwarePlan plan, CheckDepth check, Fabric fabric, Decoding decoding) {
  /**
   * Decodes and sums up.
   *
   * @param prompt what it begins with
   * @param stops tokens that end the sequence
   * @param text prints what is decoded
   */
  RunOutcome decode(Prompt prompt, Set<Integer> stops, TextPrinter text)
      throws InputException, ToolException, InterruptedException {
    Optional<Mismatch> mismatch = Optional.empty();
    try {
      decoding.run(prompt, stops, text);
    } catch (MismatchException e) {
      mismatch = Optional.of(e.mismatch());
    } finally {
      text.end(); // also before a message of what ended it early
    }
    fabric.finish();
    return RunOutcome.of(plan, check, text.text(), mismatch, fabric, decoding);
  }
}
