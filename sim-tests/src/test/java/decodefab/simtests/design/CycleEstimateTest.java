package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import decodefab.estimate.Estimate;
import decodefab.estimate.Estimator;
import decodefab.plan.HardwarePlan;
import decodefab.sim.SimulationSession;
import decodefab.simtests.cell.Checkout;
import decodefab.tech.TechLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the estimated cycles of shipped designs against simulated ones, from the first position to
 * the middle of the context. What a position holds does not matter to the cycles, so positions
 * between are left out.
 */
class CycleEstimateTest {
  private static final int TOKEN = 3;
  private static final int[] POSITIONS = {0, 1, 17, 64, 127};

  @TempDir Path folder;

  /** On chip nothing but the cells decides, so the model leaves a cycle or two; off chip more. */
  @ParameterizedTest
  @CsvSource({
    "stories260k, 0.002",
    "tinytales, 0.002",
    "stories260k_hbm, 0.08",
    "tinytales_ddr, 0.05"
  })
  void estimatesAreWhatTheSimulationTakes(String name, double tolerance) throws Exception {
    Simulation.requireTools();
    if (name.startsWith("stories260k")) {
      Path model = Checkout.home().resolve("../shared/models/stories260K-hf");
      Assumptions.assumeTrue(Files.isDirectory(model), "the shared test models are not here");
    }
    DesignUnderTest design =
        DesignUnderTest.load(Checkout.home().resolve("designs/" + name + ".dfab"));
    Simulation simulation = new Simulation(design, design.emit(), folder);
    HardwarePlan plan = design.plan();
    TechLibrary tech = TechLibrary.load();
    try (SimulationSession session = simulation.start()) {
      for (int position : POSITIONS) {
        double simulated = session.step(position, TOKEN, false).cycles();
        Estimate estimate = Estimator.estimate(plan, tech, position);
        double estimated = estimate.cyclesPerToken().value().orElseThrow();
        System.out.printf(
            Locale.ROOT,
            "%s at position %d: %.0f cycles simulated, %.0f estimated, %+.2f %%%n",
            name,
            position,
            simulated,
            estimated,
            100 * (estimated / simulated - 1));
        assertThat(estimated)
            .as("cycles of %s at position %d", name, position)
            .isCloseTo(simulated, within(simulated * tolerance));
      }
    }
  }
}
