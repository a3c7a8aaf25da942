package decodefab.fuzz;

import decodefab.diag.InputException;

/** Tries a design. */
@FunctionalInterface
public interface Trial {
  /**
   * Judges a design.
   *
   * @throws InputException where the disk does not take what has to be written
   * @throws InterruptedException where this thread was interrupted; nothing is left running
   */
  Verdict run(Recipe recipe) throws InputException, InterruptedException;
}
