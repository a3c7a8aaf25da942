package decodefab.simtests.vector;

import decodefab.simtests.cell.CellCheck;
import decodefab.simtests.cell.Checkout;
import java.nio.file.Path;
import java.util.List;

/** The tests of the vector engine, with fewer random commands than the tests themselves take. */
public final class VectorChecks {

  private static final List<Integer> COMMANDS = List.of(60, 600);
  private static final int LANES = 4;
  private static final int FEW_LANES = 2;

  private VectorChecks() {}

  /** Returns a check of all of the engine's cells. */
  public static List<CellCheck> all() {
    List<String> cells =
        Checkout.cells().stream()
            .map(Path::getFileName)
            .map(Path::toString)
            .filter(name -> name.startsWith("dfab_vector_") && !name.contains("_result"))
            .map(name -> name.replace(".v", ""))
            .toList();
    return List.of(
        new CellCheck(
            "VectorEngineTest, VectorTimingTest",
            cells,
            source -> {
              VectorBench bench = VectorBench.build(LANES, source);
              return (cell, environment) -> {
                VectorBench faulty = bench.with(environment);
                for (int count : COMMANDS) {
                  VectorEngineTest.check(faulty, LANES, count);
                }
                VectorTimingTest.check(faulty);
                VectorEngineTest.checkResets(faulty, LANES);
                VectorEngineTest.check(
                    VectorBench.build(FEW_LANES, source).with(environment),
                    FEW_LANES,
                    COMMANDS.getLast());
              };
            }));
  }
}
