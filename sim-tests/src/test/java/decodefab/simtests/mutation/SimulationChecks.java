package decodefab.simtests.mutation;

import decodefab.simtests.cell.CellCheck;
import decodefab.simtests.cell.CellChecks;
import decodefab.simtests.matvec.EngineChecks;
import decodefab.simtests.vector.VectorChecks;
import java.util.List;
import java.util.stream.Stream;

/** All checks that faults are measured with. */
final class SimulationChecks {

  private SimulationChecks() {}

  static List<CellCheck> all() {
    return Stream.of(CellChecks.all(), EngineChecks.all(), VectorChecks.all())
        .flatMap(List::stream)
        .toList();
  }
}
