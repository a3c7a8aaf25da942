package decodefab.regress;

import decodefab.diag.InputException;
import decodefab.matrix.Stage;
import decodefab.tool.ToolException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A job whose files are there, in memory, and whose stages can be run one after the other. */
public interface PreparedJob {
  /** Hash of all that determines the result. */
  String key();

  /** Most memory that any stage will need, its programs included, bytes; an estimate. */
  long memoryBytes();

  /**
   * Runs a stage. Those before it have passed.
   *
   * @param folder of this job alone; logs go into it
   * @param detail hears what is done now, in a few words
   * @throws StageException where it failed for a reason that it knows
   * @throws InputException where the design, its model or the folder is wrong
   * @throws ToolException where a program failed
   * @throws IOException where the folder cannot be written
   * @throws InterruptedException where this thread was interrupted; nothing is left running
   */
  void run(Stage stage, Path folder, Detail detail)
      throws StageException, InputException, ToolException, IOException, InterruptedException;

  /**
   * Puts back what belongs to a result that was kept, beside the result itself.
   *
   * @param folder of this job alone, which need not be there
   * @return false where it is not there any more, so that the job has to be run
   * @throws InputException where the folder cannot be written
   */
  default boolean restore(Path folder) throws InputException {
    return true;
  }

  /** What was measured, once all stages have passed. */
  Figures figures();

  /** Functional coverage, once all stages have passed. */
  List<String> bins();

  /** Hears what a stage does now. */
  @FunctionalInterface
  interface Detail {
    void now(String words);
  }
}
