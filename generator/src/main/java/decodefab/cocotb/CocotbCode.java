package decodefab.cocotb;

import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;

/** What is refused of tests; {@code generator/DIAGNOSTICS.md} has a row for each. */
enum CocotbCode {
  /** A Python module that is in none of the folders. */
  NO_SUCH_MODULE("DF920"),
  /** A test that none of the modules has. */
  NO_SUCH_TEST("DF921"),
  /** Modules without a test, or whose tests are all skipped. */
  NOTHING_TO_RUN("DF922");

  private final String id;

  CocotbCode(String id) {
    this.id = id;
  }

  InputException exception(String message, String help) {
    return new InputException(Diagnostic.error(id, message, help));
  }
}
