package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import decodefab.rtl.FileSet;
import decodefab.sim.Mismatch;
import decodefab.sim.MismatchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The comparison can fail: hardware that is broken on purpose is caught, and at the first operation
 * that the fault reaches, not where it shows at last.
 */
class BrokenRtlTest {
  private static final int TOKENS = 12;

  @TempDir Path folder;

  /** One edit; the text must be in the file exactly once. */
  private record Edit(String text, String replacement) {}

  /** Faults, each in one cell. */
  @SuppressWarnings("ImmutableEnumChecker") // the lists are those of List.of
  private enum Fault {
    /**
     * (acc0 + acc2) + (acc1 + acc3): a rounding of the sum of squares, which comes first of all
     * sums.
     */
    ORDER_OF_A_SUM(
        "rtl/dfab_vector_sum.v",
        List.of(
            new Edit(
                ".b      (acc1),\n        .y      (low)", ".b      (acc2),\n        .y      (low)"),
            new Edit(
                ".a      (acc2),\n        .b      (acc3)",
                ".a      (acc1),\n        .b      (acc3)")),
        "sum of squares",
        0),
    /** V of a position lands in its neighbour's column, so the weighted sum of values is wrong. */
    COLUMN_IN_THE_KV_CACHE(
        "rtl/dfab_kv_place.v",
        List.of(new Edit("= col_wide[7:0];", "= col_wide[7:0] ^ 8'd1;")),
        "mix values of kv head 0",
        0),
    /**
     * What leaves the queue of results, by its width: the queue is broken otherwise in its own test
     * and in its proofs, with which hardware stands still.
     */
    QUEUE_OF_RESULTS(
        "rtl/dfab_fifo.v",
        List.of(
            new Edit(
                "assign m_data  = mem[read_q[ADDR_BITS-1:0]];",
                "assign m_data  = WIDTH == 128 ? ~mem[read_q[ADDR_BITS-1:0]]"
                    + " : mem[read_q[ADDR_BITS-1:0]];")),
        "multiply attention.q",
        0),
    /** The last bit of every weight scale: the first product of all is that for the queries. */
    WEIGHT_SCALE(
        "rtl/dfab_matvec_scales.v",
        List.of(
            new Edit(
                "wscale_q      <= present;",
                "wscale_q      <= present ^ {ROWS{{{(FIELD-1){1'b0}}, 1'b1}}};")),
        "multiply attention.q",
        0);

    private final String file;
    private final List<Edit> edits;
    private final String operation;
    private final int layer;

    Fault(String file, List<Edit> edits, String operation, int layer) {
      this.file = file;
      this.edits = edits;
      this.operation = operation;
      this.layer = layer;
    }
  }

  @Test
  void passesUnbroken() throws Exception {
    DesignUnderTest design = DesignUnderTest.ofMatrix("smallest");
    Simulation.Outcome outcome = new Simulation(design, design.emit(), folder).decode(TOKENS);
    assertThat(outcome.tokens()).isEqualTo(TOKENS);
    assertThat(outcome.valuesCompared()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void namesTheFirstOperationThatAFaultReaches(Fault fault) throws Exception {
    DesignUnderTest design = DesignUnderTest.ofMatrix("smallest");
    Simulation broken = new Simulation(design, broken(design.emit(), fault), folder);
    assertThatExceptionOfType(MismatchException.class)
        .isThrownBy(() -> broken.decode(TOKENS))
        .satisfies(
            e -> {
              Mismatch found = e.mismatch();
              assertThat(found.operation()).as(found.text()).isEqualTo(fault.operation);
              assertThat(found.layer()).as(found.text()).isEqualTo(fault.layer);
              assertThat(found.actual()).as(found.text()).isPresent();
              assertThat(found.actual().getAsInt()).isNotEqualTo(found.expected());
            });
  }

  private static FileSet broken(FileSet files, Fault fault) throws IOException {
    FileSet broken = files;
    for (Edit edit : fault.edits) {
      broken = EditedFiles.replace(broken, fault.file, edit.text(), edit.replacement());
    }
    return broken;
  }
}
