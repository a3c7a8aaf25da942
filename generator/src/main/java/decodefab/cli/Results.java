package decodefab.cli;

import java.util.function.IntFunction;

/**
 * Shows what a run found out.
 *
 * @param out where to
 * @param json whether a machine reads it
 * @param schema of the document in that case
 */
record Results(Out out, boolean json, String schema) {
  /**
   * Shows the outcome and returns the exit code that it means.
   *
   * @param replay the command that shows a position in full
   */
  int show(RunOutcome run, IntFunction<String> replay) {
    if (json) {
      out.result(RunJson.text(schema, run));
    } else {
      out.figures("\n" + RunText.print(run));
    }
    if (run.mismatch().isEmpty()) {
      return ExitCode.FINE;
    }
    out.error("decodefab: hardware and golden model disagree");
    out.error("  " + run.mismatch().get().text());
    out.error("  again, with a waveform: " + replay.apply(run.mismatch().get().position()));
    return ExitCode.MISMATCH;
  }
}
