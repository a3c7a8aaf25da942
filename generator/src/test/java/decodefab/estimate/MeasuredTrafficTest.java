package decodefab.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import decodefab.plan.HardwarePlan;
import decodefab.tech.Figure;
import decodefab.tech.TechLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTrafficTest {
  private static final TechLibrary TECH = TechLibrary.load();

  @Test
  void aRunThatDidWhatTheProgramSaysMovedWhatWasEstimated() {
    HardwarePlan plan = Plans.onChip();
    TierEstimate expected = Estimator.estimate(plan, TECH, 0).tiers().getFirst();

    List<MeasuredCounts.TierBytes> tiers = counted(plan, 0).tiers(plan, 1);

    assertThat(tiers).hasSize(1);
    assertThat(tiers.getFirst().name()).isEqualTo("bram").isEqualTo(expected.name());
    assertThat(tiers.getFirst().read()).isCloseTo(nominal(expected.bytesRead()), within(1e-6));
    assertThat(tiers.getFirst().written())
        .isCloseTo(nominal(expected.bytesWritten()), within(1e-6));
  }

  @Test
  void whatIsCountedStandsInsteadOfWhatTheProgramSays() {
    HardwarePlan plan = Plans.onChip();
    MeasuredTraffic right = counted(plan, 0);
    MeasuredTraffic more =
        new MeasuredTraffic(
            right.containers() + 1, right.cacheReads() + 2, right.cacheWrites() + 3, 0, 0);

    MeasuredCounts.TierBytes before = right.tiers(plan, 1).getFirst();
    MeasuredCounts.TierBytes after = more.tiers(plan, 1).getFirst();

    assertThat(after.read() - before.read()).isCloseTo(3 * 128, within(1e-6));
    assertThat(after.written() - before.written()).isCloseTo(3 * 128, within(1e-6));
  }

  @Test
  void readingsAreAveragedOverPositions() {
    HardwarePlan plan = Plans.offChip("");
    MeasuredTraffic counted = new MeasuredTraffic(0, 0, 0, 100, 10);

    List<MeasuredCounts.TierBytes> tiers = counted.tiers(plan, 200);

    assertThat(tiers).extracting(MeasuredCounts.TierBytes::name).containsExactly("ddr", "bram");
    assertThat(tiers.getFirst().read()).isEqualTo(100 * 128);
    assertThat(tiers.getFirst().written()).isEqualTo(10 * 128);
    double sum = 0;
    for (int position = 0; position < 200; position++) {
      sum += nominal(Estimator.estimate(plan, TECH, position).tiers().get(1).bytesRead());
    }
    assertThat(tiers.get(1).read()).isCloseTo(sum / 200, within(1e-6));
  }

  @Test
  void bytesOfAMemoryOnChipAreThoseOfItsWords() {
    TierEstimate bram = Estimator.estimate(Plans.onChip(), TECH, 127).tiers().getFirst();

    // Tile words of 128 lanes, two int4 ones in a container: 5 layers, and 512 x 64 of the head.
    assertThat(read(bram, "weights")).isEqualTo((5 * (16 + 8 + 8 + 16 + 44 + 44 + 44) + 256) * 128);
    // Keys: heads of 8 fill half a tile row of 16; values fill their words.
    assertThat(read(bram, "KV cache")).isEqualTo(5 * 4 * 128 * (16 + 8));
    assertThat(bram.flows())
        .extracting(TierEstimate.Flow::what)
        .containsExactly(
            "weights",
            "weight scales",
            "KV cache",
            "KV scales",
            "norms, rotary table, embedding",
            "vectors",
            "scalars",
            "quantized activations",
            "activation scales");
    assertThat(nominal(bram.bandwidthUtilization())).isBetween(0.05, 1.0);
  }

  @Test
  void eachMemoryOnChipHasWhatIsPlacedInIt() {
    HardwarePlan plan =
        Plans.plan(
            Plans.TINY,
            32,
            "memory near1 { on_chip capacity 4 MiB } memory near2 { on_chip capacity 1 MiB }"
                + " place weights, embedding, lm_head, norms in near1"
                + " place kv_cache, activations in near2",
            "lanes 128 vector 8 x fp32",
            "rows 8 cols 16",
            "fpga xcu50");

    List<TierEstimate> tiers = Estimator.estimate(plan, TECH, 127).tiers();

    assertThat(tiers).extracting(TierEstimate::name).containsExactly("near1", "near2");
    assertThat(nominal(tiers.get(0).bytesWritten())).isZero();
    assertThat(tiers.get(1).flows())
        .extracting(TierEstimate.Flow::what)
        .contains("KV cache", "KV scales", "vectors")
        .doesNotContain("weights");
    for (TierEstimate tier : tiers) {
      assertThat(nominal(tier.bandwidthUtilization())).isBetween(0.01, 1.0);
    }
  }

  /** What the counters of a token would say. */
  private static MeasuredTraffic counted(HardwarePlan plan, int position) {
    ProgramCounts counts = ProgramCounts.of(plan, position);
    return new MeasuredTraffic(plan.containers(true), counts.cacheReads, counts.cacheWrites, 0, 0);
  }

  private static double read(TierEstimate tier, String what) {
    return tier.flows().stream()
        .filter(f -> f.what().equals(what))
        .mapToDouble(f -> nominal(f.bytesRead()))
        .sum();
  }

  private static double nominal(Figure figure) {
    return figure.value().orElseThrow();
  }
}
