package decodefab.cli;

import decodefab.diag.InputException;
import decodefab.sim.MismatchException;
import decodefab.sim.OpCycles;
import decodefab.sim.TokenResult;
import decodefab.tool.ToolException;
import java.util.List;

/**
 * Simulated hardware that decodes one sequence, compared with golden as far as that was asked for.
 */
interface Fabric extends AutoCloseable {
  /**
   * Computes one token.
   *
   * @param position follows the one before, from 0
   * @param logits whether the logits are wanted
   * @throws MismatchException where hardware and golden model disagree
   * @throws ToolException where the simulation failed
   * @throws InputException where a recording cannot be written
   */
  TokenResult step(int position, int token, boolean logits)
      throws MismatchException, ToolException, InputException, InterruptedException;

  /** Values that were compared with golden so far, and were equal. */
  long valuesCompared();

  /** Cycles of each instruction in the last token; empty where the hardware does not say. */
  List<OpCycles> operations();

  /** How long the simulation took to build; 0 where it was built before. */
  double buildSeconds();

  /**
   * Completes what was recorded.
   *
   * @throws InputException where it cannot be written
   */
  void finish() throws InputException, ToolException, InterruptedException;

  @Override
  void close();
}
