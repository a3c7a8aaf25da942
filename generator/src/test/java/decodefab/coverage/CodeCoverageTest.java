package decodefab.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import decodefab.coverage.FileCoverage.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeCoverageTest {
  private static final String HEADER = "# SystemC::Coverage-3\n";

  @TempDir private Path folder;

  /** A counter as Verilator writes it. */
  private static String counter(
      String file, int line, String page, String comment, String lines, long count) {
    return "C '\001f\002/w/sim/../%s\001l\002%d\001n\0025\001page\002%s/m__P1\001o\002%s%s\001h\002top.m' %d\n"
        .formatted(file, line, page, comment, lines.isEmpty() ? "" : "\001S\002" + lines, count);
  }

  private CodeCoverage merge(String... texts) throws IOException {
    CodeCoverageMerger merger = new CodeCoverageMerger();
    int job = 0;
    for (String text : texts) {
      Path data = Files.writeString(folder.resolve("coverage.dat"), text);
      String of = "job" + job++;
      merger.add(data, name -> (name.startsWith("dfab_") ? "rtl/" : of + "/rtl/") + name);
    }
    return merger.merged(List.of("dfab_fifo", "dfab_skid"));
  }

  private static final String FIRST =
      HEADER
          + counter("rtl/dfab_fifo.v", 10, "v_line", "block", "10-12,15", 4)
          + counter("rtl/dfab_fifo.v", 13, "v_branch", "if", "13-14", 0)
          + counter("rtl/dfab_fifo.v", 13, "v_branch", "else", "15", 4)
          + counter("rtl/dfab_fifo.v", 5, "v_toggle", "level[0]", "", 7)
          + counter("rtl/dfab_fifo.v", 5, "v_toggle", "level[1]", "", 0)
          + counter("rtl/x_core.v", 3, "v_line", "block", "", 0)
          + counter("sim/bench.v", 3, "v_line", "block", "3", 1);

  private static final String SECOND =
      HEADER
          + counter("rtl/dfab_fifo.v", 10, "v_line", "block", "10-12,15", 1)
          + counter("rtl/dfab_fifo.v", 13, "v_branch", "if", "13-14", 2)
          + counter("rtl/dfab_fifo.v", 90, "v_branch", "else", "", 1)
          + counter("rtl/x_core.v", 3, "v_line", "block", "", 9);

  @Test
  void countsOfACellAreAddedOverSimulationsAndDesignsStayApart() throws Exception {
    CodeCoverage merged = merge(FIRST, SECOND);
    assertThat(merged.files())
        .extracting(FileCoverage::path)
        .containsExactly("job0/rtl/x_core.v", "job1/rtl/x_core.v", "rtl/dfab_fifo.v");
    FileCoverage fifo = merged.files().getLast();
    assertThat(fifo.module()).isEqualTo("dfab_fifo");
    // Line 15 belongs to the block, 4 + 1 times, and to the else, 4 times.
    assertThat(fifo.lines())
        .containsExactly(
            Map.entry(10, 5L),
            Map.entry(11, 5L),
            Map.entry(12, 5L),
            Map.entry(13, 2L),
            Map.entry(14, 2L),
            Map.entry(15, 5L));
    assertThat(fifo.branchShare()).isEqualTo(new Share(3, 3));
    assertThat(fifo.bitShare()).isEqualTo(new Share(1, 2));
    assertThat(fifo.bitsMissed()).containsExactly(new CodePoint(5, 5, "level[1]"));
    assertThat(fifo.whole()).isFalse();
    assertThat(merged.absent()).containsExactly("dfab_skid");
    assertThat(merged.lines()).isEqualTo(new Share(7, 8));
  }

  @Test
  void holesAreWhatNoSimulationReached() throws Exception {
    FileCoverage fifo = merge(FIRST).files().getLast();
    assertThat(fifo.linesMissed()).containsExactly(13, 14);
    assertThat(fifo.branchesMissed()).containsExactly(new CodePoint(13, 5, "if"));
    assertThat(merge().absent()).containsExactly("dfab_fifo", "dfab_skid");
  }

  @Test
  void lcovHasLinesBranchesAndBits() throws Exception {
    StringBuilder text = new StringBuilder();
    LcovWriter.write(merge(FIRST), text);
    assertThat(text.toString())
        .isEqualTo(
            """
            TN:
            SF:job0/rtl/x_core.v
            BRF:0
            BRH:0
            DA:3,0
            LF:1
            LH:0
            end_of_record
            SF:rtl/dfab_fifo.v
            BRDA:13,0,0,4
            BRDA:13,0,1,0
            BRDA:5,1,0,7
            BRDA:5,1,1,0
            BRF:4
            BRH:2
            DA:10,4
            DA:11,4
            DA:12,4
            DA:13,0
            DA:14,0
            DA:15,4
            LF:6
            LH:4
            end_of_record
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "C 'x' 1\n",
        HEADER + "nothing\n",
        HEADER + "C '\001f\002rtl/a.v\001l\0023' many\n",
        HEADER + "C '\001f\002rtl/a.v\001l\002-3' 1\n",
        HEADER + "C '\001f\002rtl/a.v' 1\n",
        HEADER + "C '\001f\002rtl/a.v\001l\0023\001S\0021-99999999' 1\n",
        HEADER + "C 'junk\001f\002rtl/a.v\001l\0023' 1\n",
      })
  void whatVerilatorDidNotWriteIsRefused(String text) {
    assertThatThrownBy(() -> merge(text)).isInstanceOf(IOException.class);
  }
}
