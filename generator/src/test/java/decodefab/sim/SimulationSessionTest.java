package decodefab.sim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import decodefab.tool.Scripts;
import decodefab.tool.ToolException;
import decodefab.tool.ToolRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Simulations that do not end as they should. */
@Timeout(60)
class SimulationSessionTest {
  @TempDir private Path folder;

  private SimulationSession start(String... lines)
      throws IOException, ToolException, InterruptedException {
    Path script = Scripts.write(folder, "sim", lines);
    return SimulationSession.start(new ToolRunner(), new SimulationBinary(script, 0), folder);
  }

  @Test
  void oneThatIsKilledHalfWayIsNotWaitedFor() throws Exception {
    try (SimulationSession session =
        start(
            "echo '{\"ready\":1}'",
            "read -r line",
            "echo '#logits 00000000'",
            "echo 'out of order' >&2",
            "kill -9 $$")) {
      assertThatThrownBy(() -> session.step(0, 1, true))
          .hasMessage(
              "sim ended before its work was done, with exit status 137 (killed: out of memory?)")
          .asInstanceOf(type(ToolException.class))
          .extracting(ToolException::lastLines)
          .isEqualTo(List.of("out of order"));
    }
  }

  @Test
  void oneThatEndsBetweenTwoTokensIsNamedByItsStatus() throws Exception {
    try (SimulationSession session =
        start(
            "echo '{\"ready\":1}'",
            "read -r line",
            "echo '{\"next\":5,\"cycles\":9,\"counters\":[]}'",
            "exit 3")) {
      session.step(0, 1, false);
      assertThatThrownBy(() -> session.step(1, 5, false))
          .isInstanceOf(ToolException.class)
          .hasMessageContaining("with exit status 3");
    }
  }

  @Test
  void oneThatNeverGetsReadyIsNoSession() {
    assertThatThrownBy(() -> start("echo 'rom/tables.hex: No such file' >&2; exit 1"))
        .asInstanceOf(type(ToolException.class))
        .extracting(ToolException::lastLines)
        .isEqualTo(List.of("rom/tables.hex: No such file"));
  }
}
