package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import decodefab.sim.SimulationSession;
import decodefab.tool.ToolException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host asks for wrongly is refused with its cause, by the hardware and in no time. */
class HostInterfaceTest {
  /** Causes of the register ERROR. */
  private static final int POSITION = 2;

  private static final int TOKEN = 3;

  @TempDir Path folder;

  @Test
  void refusesPositionsAndTokensOutOfRange() throws Exception {
    DesignUnderTest design = DesignUnderTest.ofMatrix("smallest");
    int context = design.plan().graph().shape().context();
    int vocab = design.plan().graph().shape().vocab();
    Simulation simulation = new Simulation(design, design.emit(), folder);
    refuses(simulation, context, 0, POSITION);
    refuses(simulation, -1, 0, POSITION);
    refuses(simulation, 0, vocab, TOKEN);
    refuses(simulation, 0, -1, TOKEN);
    try (SimulationSession session = simulation.start()) {
      assertThat(session.step(0, vocab - 1, true).next()).isBetween(0, vocab - 1);
    }
  }

  private static void refuses(Simulation simulation, int position, int token, int cause)
      throws Exception {
    // The harness ends at an error, so that each gets hardware of its own.
    try (SimulationSession session = simulation.start()) {
      assertThatExceptionOfType(ToolException.class)
          .isThrownBy(() -> session.step(position, token, false))
          .withMessageContaining("error " + cause + " at position");
    }
  }
}
