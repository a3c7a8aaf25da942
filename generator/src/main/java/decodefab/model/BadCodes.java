package decodefab.model;

import decodefab.diag.InputException;
import decodefab.format.InvalidCodeException;

/** What is said of codes that stand for no number. */
final class BadCodes {
  private static final String HELP =
      "each code and scale must stand for a number; was quantization or conversion cut short?";

  private BadCodes() {}

  /**
   * Names tensor and place.
   *
   * @param tensor as messages call it
   * @param first the row that the exception counts from
   */
  static InputException at(String tensor, int first, InvalidCodeException e) {
    int row = first + e.row();
    String what = e.getMessage().substring(e.getMessage().indexOf(": ") + 2);
    return ModelCode.BAD_CODES.exception(
        tensor + ", row " + row + ", column " + e.column() + ": " + what, HELP);
  }
}
