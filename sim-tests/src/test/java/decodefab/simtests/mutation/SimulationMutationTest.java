package decodefab.simtests.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.cell.CellCheck;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.formal.Fault;
import decodefab.simtests.formal.MutationTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Faults of the cells die in simulation as {@code sim-tests/formal/MUTATION.md} says: some of one
 * test, or all of those that {@code -Ddecodefab.mutation} names, which is {@code all} or names of
 * tests separated by commas.
 */
class SimulationMutationTest {

  /** Tests whose benches are quickly built. */
  private static final Set<String> QUICK =
      Set.of(
          "FpCellTest",
          "DecodeCellTest",
          "MemoryCellTest",
          "KvMemoryTest",
          "RunControlTest",
          "CountersTest");

  private static final int SAMPLE = 40;

  @Test
  void everyCellOfACheckHasARow() throws IOException {
    Map<String, MutationTable.Row> rows = MutationTable.read();
    Set<String> cells = new TreeSet<>();
    for (CellCheck check : SimulationChecks.all()) {
      for (String cell : check.cells()) {
        assertThat(rows).containsKey(cell);
        assertThat(rows.get(cell).proofs()).as(cell).isEqualTo(check.name());
        assertThat(cells.add(cell)).as("%s has one check", cell).isTrue();
      }
    }
    rows.forEach((cell, row) -> assertThat(cells.contains(cell)).isEqualTo(row.simulated()));
  }

  @Test
  void faultsDieAsListed() throws IOException {
    Tool.VERILATOR.require();
    String chosen = System.getProperty("decodefab.mutation", "");
    List<CellCheck> checks = new ArrayList<>(SimulationChecks.all());
    if (chosen.isEmpty()) {
      long seed = Long.getLong("decodefab.seed", System.nanoTime() & 0xFFFF);
      System.out.println("SimulationMutationTest: -Ddecodefab.seed=" + seed);
      Random random = new Random(seed);
      checks.removeIf(check -> !QUICK.contains(check.name()));
      Collections.shuffle(checks, random);
      compare(checks.get(0), random);
      return;
    }
    if (!chosen.equals("all")) {
      List<String> names = Arrays.asList(chosen.split(",", -1));
      checks.removeIf(check -> Collections.disjoint(names, List.of(check.name().split(", ", -1))));
    }
    assertThat(checks).isNotEmpty();
    for (CellCheck check : checks) {
      compare(check);
    }
  }

  /** Compares all faults of a check. */
  private static void compare(CellCheck check) throws IOException {
    Map<String, MutationTable.Row> rows = MutationTable.read();
    SimulationScore score = SimulationScore.of(check);
    for (String cell : check.cells()) {
      List<Fault> survivors = new ArrayList<>();
      for (Fault fault : score.faults().get(cell)) {
        if (!score.kills(cell, fault)) {
          survivors.add(fault);
        }
      }
      assertThat(score.faults().get(cell)).as(cell).hasSize(rows.get(cell).faults());
      assertThat(survivors)
          .extracting(SimulationMutationTest::text)
          .as("survivors of %s", cell)
          .containsExactlyInAnyOrderElementsOf(rows.get(cell).survivors());
    }
  }

  /** Compares some faults of a check. */
  private static void compare(CellCheck check, Random random) throws IOException {
    Map<String, MutationTable.Row> rows = MutationTable.read();
    SimulationScore score = SimulationScore.of(check);
    for (int i = 0; i < SAMPLE; i++) {
      String cell = check.cells().get(random.nextInt(check.cells().size()));
      List<Fault> faults = score.faults().get(cell);
      Fault fault = faults.get(random.nextInt(faults.size()));
      // Two faults of one line may read the same; then either may survive.
      boolean listed = rows.get(cell).survivors().contains(text(fault));
      boolean twins = faults.stream().filter(f -> text(f).equals(text(fault))).count() > 1;
      if (!listed || !twins) {
        assertThat(score.kills(cell, fault)).as("%s, %s", cell, fault).isEqualTo(!listed);
      }
    }
  }

  private static String text(Fault fault) {
    return "`%s` -> `%s`".formatted(fault.before(), fault.after());
  }
}
