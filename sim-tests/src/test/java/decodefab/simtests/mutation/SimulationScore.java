package decodefab.simtests.mutation;

import decodefab.simtests.cell.CellCheck;
import decodefab.simtests.formal.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a test's bench with one fault of a cell after the other. */
final class SimulationScore {

  private final CellCheck check;
  private final FaultyLibrary library;
  private final CellCheck.Built bench;

  private SimulationScore(CellCheck check, FaultyLibrary library, CellCheck.Built bench) {
    this.check = check;
    this.library = library;
    this.bench = bench;
  }

  /**
   * Builds a bench with all faults of its cells, and runs it without any.
   *
   * @throws AssertionError if it fails without a fault
   */
  static SimulationScore of(CellCheck check) throws IOException {
    FaultyLibrary library = FaultyLibrary.of(check.cells());
    CellCheck.Built bench = check.builder().build(library.source());
    bench.run(Optional.empty(), Map.of());
    return new SimulationScore(check, library, bench);
  }

  /** Returns the faults of the check's cells, by cell. */
  Map<String, List<Fault>> faults() {
    return library.faults();
  }

  /** Tells whether the test finds a fault. */
  boolean kills(String cell, Fault fault) throws IOException {
    try {
      bench.run(Optional.of(cell), FaultyLibrary.environment(check.cells(), cell, fault));
      return false;
    } catch (AssertionError | IllegalStateException e) {
      return true;
    }
  }
}
