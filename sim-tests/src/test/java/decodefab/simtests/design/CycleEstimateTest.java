package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import decodefab.estimate.Estimate;
import decodefab.estimate.Estimator;
import decodefab.estimate.TierEstimate;
import decodefab.plan.HardwarePlan;
import decodefab.sim.Counter;
import decodefab.sim.SimulationSession;
import decodefab.sim.TokenResult;
import decodefab.simtests.cell.Checkout;
import decodefab.tech.Figure;
import decodefab.tech.TechLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the estimated cycles and bytes of designs against simulated ones, from the first position
 * to the middle of the context. What a position holds does not matter to the cycles, so positions
 * between are left out.
 */
class CycleEstimateTest {
  private static final int TOKEN = 3;
  private static final int[] POSITIONS = {0, 1, 17, 64, 127};

  @TempDir Path folder;

  /** On chip nothing but the cells decides, so the model leaves a cycle or two; off chip more. */
  @ParameterizedTest
  @CsvSource({
    "designs/stories260k, 0.002",
    "designs/tinytales, 0.002",
    "designs/stories260k_hbm, 0.01",
    "designs/tinytales_ddr, 0.01",
    "sim-tests/src/test/resources/matrix/mixed_formats, 0.02",
    "sim-tests/src/test/resources/matrix/layer_formats, 0.002",
    "sim-tests/src/test/resources/matrix/layer_tiers, 0.03",
    "sim-tests/src/test/resources/matrix/ternary_split, 0.02",
    "sim-tests/src/test/resources/matrix/split_lanes_hbm, 0.02",
    "sim-tests/src/test/resources/matrix/block_sparse, 0.002",
    "sim-tests/src/test/resources/matrix/block_far, 0.02"
  })
  void estimatesAreWhatTheSimulationTakes(String file, double tolerance) throws Exception {
    Simulation.requireTools();
    if (file.contains("stories260k")) {
      Path model = Checkout.home().resolve("../shared/models/stories260K-hf");
      Assumptions.assumeTrue(Files.isDirectory(model), "the shared test models are not here");
    }
    DesignUnderTest design = DesignUnderTest.load(Checkout.home().resolve(file + ".dfab"));
    String name = design.name();
    Simulation simulation = new Simulation(design, design.emit(), folder);
    HardwarePlan plan = design.plan();
    TechLibrary tech = TechLibrary.load();
    int context = plan.graph().shape().context();
    try (SimulationSession session = simulation.start()) {
      // The first token after reset finds the queues of the memory empty; later ones do not.
      TokenResult warm = session.step(0, TOKEN, false);
      assertThat(warm.cycles()).isPositive();
      for (int position : IntStream.of(POSITIONS).filter(p -> p < context).toArray()) {
        TokenResult result = session.step(position, TOKEN, false);
        double simulated = result.cycles();
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
        traffic(plan, estimate, result);
      }
    }
  }

  /** Where zeros are skipped the estimate is a bound: a token reads fewer words and takes less. */
  @Test
  void zerosMakeTokensFasterThanEstimated() throws Exception {
    Simulation.requireTools();
    DesignUnderTest design =
        DesignUnderTest.load(
            Checkout.home().resolve("sim-tests/src/test/resources/matrix/zeros.dfab"));
    Simulation simulation = new Simulation(design, design.emit(), folder);
    HardwarePlan plan = design.plan();
    TechLibrary tech = TechLibrary.load();
    try (SimulationSession session = simulation.start()) {
      for (int position = 0; position < 4; position++) {
        TokenResult result = session.step(position, TOKEN + position, false);
        Estimate estimate = Estimator.estimate(plan, tech, position);
        double estimated = estimate.cyclesPerToken().value().orElseThrow();
        assertThat((double) result.cycles()).isLessThan(estimated);
        assertThat(result.counter(Counter.CONTAINERS_ON_CHIP))
            .isPositive()
            .isLessThan(plan.containers(true));
      }
    }
  }

  /** Which words a token moves is known exactly, wherever there is a counter to see it. */
  private static void traffic(HardwarePlan plan, Estimate estimate, TokenResult result) {
    double container = plan.fabric().containerBytes();
    double kvWord = plan.fabric().kvWordBytes();
    long containers =
        result.counter(Counter.CONTAINERS_ON_CHIP) + result.counter(Counter.CONTAINERS_OFF_CHIP);
    assertThat(flow(estimate, "weights", TierEstimate.Flow::bytesRead))
        .isEqualTo(containers * container);
    if (plan.kvOnChip()) {
      assertThat(flow(estimate, "KV cache", TierEstimate.Flow::bytesRead))
          .isEqualTo(result.counter(Counter.KV_WORDS_READ) * kvWord);
      assertThat(flow(estimate, "KV cache", TierEstimate.Flow::bytesWritten))
          .isEqualTo(result.counter(Counter.KV_WORDS_WRITTEN) * kvWord);
    } else {
      double beat = plan.tier().orElseThrow().axiBits() / 8.0;
      assertThat(flow(estimate, "KV cache", TierEstimate.Flow::bytesWritten))
          .isEqualTo(result.counter(Counter.BEATS_WRITTEN) * beat);
    }
  }

  private static double flow(
      Estimate estimate, String what, Function<TierEstimate.Flow, Figure> bytes) {
    return estimate.tiers().stream()
        .flatMap(tier -> tier.flows().stream())
        .filter(flow -> flow.what().equals(what))
        .mapToDouble(flow -> bytes.apply(flow).value().orElseThrow())
        .sum();
  }
}
