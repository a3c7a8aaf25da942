package decodefab.sim;

import decodefab.tool.ToolException;

/** Something that decodes one token at a time: a simulated fabric. */
public interface TokenSource {
  /**
   * Computes one token of the sequence.
   *
   * @param position its position, from 0; each follows the one before
   * @param token the token
   * @param logits whether the logits are wanted too
   * @throws ToolException where the simulation failed
   * @throws InterruptedException where this thread was interrupted
   */
  TokenResult step(int position, int token, boolean logits)
      throws ToolException, InterruptedException;
}
