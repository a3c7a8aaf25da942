package decodefab.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PnrReportTest {
  @TempDir private Path folder;

  private static final String REPORT =
      """
      {"critical_paths": [
        {"from": "async", "to": "posedge clk", "path": [{"delay": 99.0, "type": "routing"}]},
        {"from": "posedge clk", "to": "posedge clk", "path": [
          {"delay": 0.5, "type": "clk-to-q",
           "from": {"cell": "u_core.u_vector.u_front.a_q_TRELLIS_FF_Q", "port": "CLK"},
           "to": {"cell": "u_core.u_vector.u_front.a_q_TRELLIS_FF_Q", "port": "Q"}},
          {"delay": 2.0, "type": "routing", "net": "n",
           "from": {"cell": "u_core.u_vector.u_front.a_q_TRELLIS_FF_Q"},
           "to": {"cell": "u_core.u_vector.u_back.g_lane[0].u_add.y_LUT4_Z"}},
          {"delay": 1.0, "type": "logic",
           "from": {"cell": "u_core.u_vector.u_back.g_lane[0].u_add.y_LUT4_Z"},
           "to": {"cell": "u_core.u_vector.u_back.g_lane[0].u_add.y_LUT4_Z"}},
          {"delay": 0.5, "type": "setup"}]}],
       "fmax": {"fast": {"achieved": 200.0, "constraint": 50.0},
                "clk": {"achieved": 45.5, "constraint": 50.0}},
       "utilization": {"TRELLIS_FF": {"available": 83640, "used": 20687}}}
      """;

  private PnrReport read(String text) throws IOException {
    return PnrReportReader.read(Files.writeString(folder.resolve("r.json"), text));
  }

  @Test
  void readsTheSlowestClockAndItsPath() throws IOException {
    PnrReport report = read(REPORT);
    assertThat(report.fmaxMhz()).isEqualTo(45.5);
    assertThat(report.wantedMhz()).isEqualTo(50);
    assertThat(report.pathNs()).isCloseTo(4.0, within(1e-9));
    assertThat(report.routingNs()).isEqualTo(2.0);
    assertThat(report.levels()).isEqualTo(1);
    assertThat(report.modules())
        .containsExactly("u_core.u_vector.u_front", "u_core.u_vector.u_back.u_add");
    assertThat(report.used().get("TRELLIS_FF")).isEqualTo(new PnrReport.Use(20687, 83640));
  }

  @Test
  void refusesAReportWithoutAClock() {
    assertThatThrownBy(() -> read("{\"fmax\": {}}")).hasMessageContaining("names no clock");
    assertThatThrownBy(() -> read("{")).isInstanceOf(IOException.class);
  }
}
