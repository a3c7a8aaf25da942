package decodefab.simtests.cell;

import java.nio.file.Path;
import java.util.List;

/**
 * The cells that a bench is built from: those of the library, or a copy of it with seeded faults.
 *
 * @param folder of the cells, whose content never changes
 * @param options that Verilator needs for them: warnings, and sources beside the bench
 */
public record CellSource(Path folder, List<String> options) {

  public CellSource {
    options = List.copyOf(options);
  }

  /** Returns the library as it is, which must raise no warning. */
  public static CellSource shipped() {
    return new CellSource(Checkout.library(), List.of("-Wall"));
  }
}
