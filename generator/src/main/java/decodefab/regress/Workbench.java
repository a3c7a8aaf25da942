package decodefab.regress;

import decodefab.diag.InputException;
import decodefab.matrix.Job;

/** Where jobs are worked on; tests bring one without tools. */
@FunctionalInterface
public interface Workbench {
  /**
   * Does what has to be done before it is known what determines a job's result.
   *
   * @throws InputException where the design or its model is wrong
   * @throws InterruptedException where this thread was interrupted
   */
  PreparedJob prepare(Job job) throws InputException, InterruptedException;
}
