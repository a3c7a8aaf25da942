package decodefab.simtests.formal;

import decodefab.simtests.cell.Checkout;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A fault seeded into a cell.
 *
 * @param cell name of the cell
 * @param text what the cell's file holds exactly once
 * @param replacement what stands there in the mutant
 */
record Mutant(String cell, String text, String replacement) {

  /**
   * Returns the cell's file with the fault in it.
   *
   * @throws IllegalStateException if the text is not there exactly once
   */
  String verilog() throws IOException {
    String whole = Files.readString(Checkout.library().resolve(cell + ".v"));
    int at = whole.indexOf(text);
    if (at < 0 || whole.indexOf(text, at + 1) >= 0) {
      throw new IllegalStateException(cell + " must hold this exactly once: " + text);
    }
    return whole.substring(0, at) + replacement + whole.substring(at + text.length());
  }
}
