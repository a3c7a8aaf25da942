package decodefab.simtests.formal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of the cells die in proofs as {@code sim-tests/formal/MUTATION.md} says: in a sample of
 * cells, or in all with {@code -Ddecodefab.mutation=all}.
 */
class MutationTest {

  private static final int SAMPLE = 4;
  private static final int LEAST_PERCENT = 95;

  @TempDir private Path folder;

  /** Rows add up, and no cell is below the bound. */
  @Test
  void tableAddsUp() throws IOException {
    Map<String, MutationTable.Row> rows = MutationTable.read();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(15);
    rows.forEach(
        (cell, row) -> {
          assertThat(row.killed()).as(cell).isEqualTo(row.faults() - row.survivors().size());
          int different = row.faults() - row.equivalent();
          assertThat(row.percent()).as(cell).isEqualTo(100 * row.killed() / different);
          assertThat(row.percent()).as(cell).isGreaterThanOrEqualTo(LEAST_PERCENT);
        });
  }

  @Test
  void faultsDieAsListed() throws IOException {
    Map<String, MutationTable.Row> rows = MutationTable.read();
    List<String> cells = new ArrayList<>(rows.keySet());
    cells.removeIf(cell -> rows.get(cell).simulated());
    if (!System.getProperty("decodefab.mutation", "").equals("all")) {
      long seed = Long.getLong("decodefab.seed", System.nanoTime() & 0xFFFF);
      System.out.println("MutationTest: -Ddecodefab.seed=" + seed);
      Collections.shuffle(cells, new Random(seed));
      cells = cells.subList(0, SAMPLE);
    }
    for (String cell : cells) {
      MutationTable.Row row = rows.get(cell);
      MutationScore score = MutationScore.of(cell, folder);
      assertThat(score.faults()).as(cell).hasSize(row.faults());
      assertThat(String.join(", ", score.proofs())).as(cell).isEqualTo(row.proofs());
      assertThat(score.survivors())
          .extracting(f -> "`%s` -> `%s`".formatted(f.before(), f.after()))
          .as("survivors of %s", cell)
          .containsExactlyInAnyOrderElementsOf(row.survivors());
    }
  }
}
