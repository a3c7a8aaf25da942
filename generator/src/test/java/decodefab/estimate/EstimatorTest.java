package decodefab.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import decodefab.plan.HardwarePlan;
import decodefab.plan.Tier;
import decodefab.tech.Figure;
import decodefab.tech.TechLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimatorTest {
  private static final TechLibrary TECH = TechLibrary.load();

  @Test
  void sharesOfTheOperationsAddUpToTheToken() {
    for (HardwarePlan plan : List.of(Plans.onChip(), Plans.offChip(""))) {
      Estimate e = Estimator.estimate(plan, TECH, 127);

      long added = e.operations().stream().mapToLong(OperationEstimate::addedCycles).sum();

      assertThat((double) added + e.restCycles()).isEqualTo(nominal(e.cyclesPerToken()));
    }
  }

  @Test
  void noEngineIsBusierThanTheTokenIsLong() {
    Estimate e = Estimator.estimate(Plans.offChip(""), TECH, 300);

    assertThat(e.engines())
        .extracting(EngineEstimate::name)
        .containsExactly("vector", "matvec", "store");
    for (EngineEstimate engine : e.engines()) {
      assertThat(nominal(engine.busy())).isLessThanOrEqualTo(nominal(e.cyclesPerToken()));
      assertThat(nominal(engine.working()))
          .isPositive()
          .isLessThanOrEqualTo(nominal(engine.busy()));
    }
  }

  @Test
  void attentionTakesLongerAtLaterPositions() {
    HardwarePlan plan = Plans.onChip();

    double early = nominal(Estimator.estimate(plan, TECH, 0).cyclesPerToken());
    double middle = nominal(Estimator.estimate(plan, TECH, 127).cyclesPerToken());
    double late = nominal(Estimator.estimate(plan, TECH, 511).cyclesPerToken());

    assertThat(early).isLessThan(middle);
    assertThat(middle).isLessThan(late);
  }

  @Test
  void weightsOffChipAreReadOnceAsTheyAreLaidOut() {
    HardwarePlan plan = Plans.offChip("");
    Tier tier = plan.tier().orElseThrow();

    TierEstimate ddr = Estimator.estimate(plan, TECH, 5).tiers().getFirst();

    assertThat(ddr.name()).isEqualTo("ddr");
    assertThat(flow(ddr, "weights")).isEqualTo((double) tier.weightBytes());
    assertThat(flow(ddr, "weight scales")).isEqualTo((double) tier.scaleBytes());
    double all = ddr.flows().stream().mapToDouble(f -> nominal(f.bytesRead())).sum();
    assertThat(nominal(ddr.bytesRead())).isEqualTo(all);
  }

  @Test
  void keysAndValuesOfAllPositionsAreRead() {
    HardwarePlan plan = Plans.offChip("");
    int position = 127;

    TierEstimate ddr = Estimator.estimate(plan, TECH, position).tiers().getFirst();

    // Keys: heads of 8 fill half a tile row of 16; values fill their words.
    double keys = 5 * 4 * 128 * 16;
    double values = 5 * 4 * 128 * 8;
    assertThat(flow(ddr, "KV cache")).isEqualTo(keys + values);
  }

  @Test
  void aTokenIsNeverFasterThanItsMemory() {
    HardwarePlan plan = Plans.offChip(" bandwidth 1 GB/s");

    Estimate e = Estimator.estimate(plan, TECH, 64);

    assertThat(e.bounds().getFirst().what()).isEqualTo("bandwidth of ddr");
    assertThat(e.limits().getFirst()).startsWith("limited by the bandwidth of ddr");
    double share = nominal(e.tiers().getFirst().bandwidthUtilization());
    assertThat(share).isGreaterThan(0.9).isLessThanOrEqualTo(1);
  }

  @Test
  void theRangeReachesToWhatRealDecodersGetOutOfTheMemory() {
    HardwarePlan plan = Plans.offChip(" bandwidth 1 GB/s");

    Figure cycles = Estimator.estimate(plan, TECH, 10).cyclesPerToken();

    // DDR4 designs reach at least 80 % of the peak, say the tables.
    assertThat(cycles.high().orElseThrow()).isGreaterThan(1.2 * nominal(cycles));
    assertThat(cycles.source()).contains("80 % of the bandwidth");
  }

  @Test
  void largeModelIsBoundByItsLanes() {
    Estimate e = Estimator.estimate(Plans.large(), TECH, 1000);

    assertThat(e.limits().getFirst()).startsWith("limited by the lanes");
    // 69 billion weights by 2048 lanes, 200 million times a second.
    assertThat(nominal(e.tokensPerSecond())).isBetween(5.0, 6.0);
  }

  @Test
  void neighboursAreThoseOfLanesAndVector() {
    List<Neighbour> neighbours = Estimator.estimate(Plans.onChip(), TECH, 127).neighbours();

    assertThat(neighbours)
        .extracting(Neighbour::change)
        .containsExactly("lanes 256 (8 x 32)", "lanes 64 (8 x 8)", "vector 16", "vector 4");
    assertThat(neighbours.get(2).figures()).isEmpty();
    assertThat(neighbours.get(2).reasons()).anyMatch(r -> r.contains("head size 8"));
    double more = nominal(neighbours.get(0).figures().orElseThrow().cyclesPerToken());
    double fewer = nominal(neighbours.get(1).figures().orElseThrow().cyclesPerToken());
    assertThat(more).isLessThan(fewer);
  }

  @Test
  void powerOfMeasuredCountsIsThatOfTheEstimateWhenTheyAgree() {
    HardwarePlan plan = Plans.offChip("");
    Estimate e = Estimator.estimate(plan, TECH, 127);
    TierEstimate ddr = e.tiers().getFirst();

    PowerFigures measured =
        MeasuredPower.of(
            plan,
            TECH,
            new MeasuredCounts(
                127,
                nominal(e.cyclesPerToken()),
                List.of(
                    new MeasuredCounts.TierBytes(
                        "ddr", false, nominal(ddr.bytesRead()), nominal(ddr.bytesWritten()), 96)),
                List.of()));

    assertThat(nominal(measured.total())).isCloseTo(nominal(e.power().total()), within(1e-9));
    assertThat(measured.total().method().word()).isEqualTo("rtl");
  }

  @Test
  void energyThatTheDesignStatesIsUsed() {
    HardwarePlan plan = Plans.offChip(" energy 100 pJ/bit");

    Estimate e = Estimator.estimate(plan, TECH, 127);

    Figure memory = e.power().parts().getFirst().watts();
    TierEstimate ddr = e.tiers().getFirst();
    double bits = 8 * (nominal(ddr.bytesRead()) + nominal(ddr.bytesWritten()));
    double moving = bits * nominal(e.tokensPerSecond()) * 100e-12;
    assertThat(memory.source()).contains("as the design states it");
    assertThat(nominal(memory)).isCloseTo(moving + 0.35, within(0.01));
  }

  @Test
  void anUnknownDeviceLeavesPowerOpenAndSaysWhy() {
    HardwarePlan plan =
        Plans.plan(
            Plans.TINY,
            32,
            Plans.ON_CHIP,
            "lanes 128 vector 8 x fp32",
            "rows 8 cols 16",
            "asic 7 nm");

    Estimate e = Estimator.estimate(plan, TECH, 0);

    assertThat(e.power().total().isKnown()).isFalse();
    assertThat(e.power().total().source()).contains("ASIC");
    assertThat(e.area().notes()).hasSize(1);
  }

  @Test
  void positionsOutsideTheContextAreRefused() {
    assertThatThrownBy(() -> Estimator.estimate(Plans.onChip(), TECH, 512))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0..511");
  }

  private static double flow(TierEstimate tier, String what) {
    return tier.flows().stream()
        .filter(f -> f.what().equals(what))
        .mapToDouble(f -> nominal(f.bytesRead()))
        .findFirst()
        .orElseThrow();
  }

  private static double nominal(Figure figure) {
    return figure.value().orElseThrow();
  }
}
