package decodefab.tech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaModelTest {
  private static final TechLibrary LIBRARY = TechLibrary.load();
  private static final AreaModel MODEL = LIBRARY.areaModel();
  private static final AreaModel NO_ULTRA_RAM =
      LIBRARY.areaModel(LIBRARY.device("lfe5u-85f").orElseThrow());

  /** Counts that Yosys 0.23 gives for the same memories (calibration/run.py). */
  @ParameterizedTest
  @CsvSource({
    "8, 64, 16, 0",
    "72, 32, 48, 0",
    "72, 64, 88, 0",
    "72, 128, 0, 1",
    "72, 512, 0, 1",
    "36, 1024, 0, 1",
    "72, 4096, 0, 8",
    "1, 16384, 0, 0.5"
  })
  void memoriesAgreeWithSynthesis(int width, long depth, double lut, double bram36) {
    Area area = NO_ULTRA_RAM.ram(width, depth);
    assertThat(area.lut()).isEqualTo(lut);
    assertThat(area.bram36()).isEqualTo(bram36);
  }

  @ParameterizedTest
  @CsvSource({"72, 4096, 1", "512, 4096, 8", "512, 32768, 64"})
  void deepMemoriesGoToUltraRamWhereThereIsAny(int width, long depth, double uram) {
    assertThat(MODEL.ram(width, depth)).isEqualTo(new Area(0, 0, 0, 0, uram));
    assertThat(NO_ULTRA_RAM.ram(width, depth).uram()).isZero();
  }

  @Property
  void aMemoryHoldsItsBitsAndGrowsWithThem(
      @ForAll @IntRange(min = 1, max = 1024) int width,
      @ForAll @IntRange(min = 1, max = 100_000) int depth) {
    Area area = MODEL.ram(width, depth);
    double bits = area.lut() * 64 + area.bram36() * 36_864 + area.uram() * 294_912;
    assertThat(bits).isGreaterThanOrEqualTo((double) width * depth);
    assertThat(MODEL.ram(width + 1, depth).bram36() + MODEL.ram(width + 1, depth).uram() * 8)
        .isGreaterThanOrEqualTo(area.bram36() + area.uram());
  }

  @Property
  void everyLaneHasAnAreaThatDoesNotDependOnTheOrder(
      @ForAll @IntRange(min = 1, max = 32) int a, @ForAll @IntRange(min = 1, max = 32) int b) {
    assertThat(MODEL.intLane(a, b, Multiplier.LUT)).isEqualTo(MODEL.intLane(b, a, Multiplier.LUT));
    assertThat(MODEL.intLane(a, b, Multiplier.LUT).lut()).isPositive();
  }

  /** Weights of float(5, 2) are integers of 33 bits. */
  @Test
  void takesMoreSlicesForAWeightBeyondTheWidthOfOne() {
    Area one = MODEL.intLane(27, 8, Multiplier.DSP);
    assertThat(one).isEqualTo(MODEL.intLane(8, 8, Multiplier.DSP));
    assertThat(MODEL.intLane(28, 8, Multiplier.DSP)).isEqualTo(one.times(2));
    assertThat(MODEL.intLane(33, 8, Multiplier.DSP)).isEqualTo(one.times(2));
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.intLane(41, 8, Multiplier.DSP));
  }

  @Test
  void laneEnergyStaysInsideTheReferenceBand() {
    double femto = LIBRARY.energy(EnergyItem.LUT_ALL_IN).nominal();
    assertThat(MODEL.intLane(8, 8, Multiplier.LUT).lut() * femto / 1000)
        .isBetween(
            LIBRARY.energy(EnergyItem.MAC_INT8_INT8).low(),
            1.5 * LIBRARY.energy(EnergyItem.MAC_INT8_INT8).high());
    assertThat(MODEL.intLane(4, 8, Multiplier.LUT).lut() * femto / 1000)
        .isBetween(
            LIBRARY.energy(EnergyItem.MAC_INT4_INT8).low(),
            1.5 * LIBRARY.energy(EnergyItem.MAC_INT4_INT8).high());
  }

  @Test
  void figuresSayHowFarABuiltDesignMayBeOff() {
    Area area = MODEL.fpMul().times(8);
    Figure lut = MODEL.figures(area, Method.ANALYTIC).get("lut");
    assertThat(lut.value()).hasValue(area.lut());
    assertThat(lut.high().getAsDouble()).isGreaterThan(area.lut());
    assertThat(MODEL.figures(area, Method.SYNTH).get("lut").high()).hasValue(area.lut());
    assertThat(MODEL.figures(area, Method.ANALYTIC).keySet())
        .containsExactly("lut", "ff", "dsp", "bram36", "uram");
  }

  @Test
  void areasAddUpAndAreComparedWithTheDevice() {
    Area two = MODEL.fpAdd().plus(MODEL.fpAdd());
    assertThat(two).isEqualTo(MODEL.fpAdd().times(2));
    Device small = LIBRARY.device("ice40up5k").orElseThrow();
    assertThat(small.fits(two)).isTrue();
    assertThat(small.fits(MODEL.fpAdd().times(20))).isFalse();
    Device noUltraRam = LIBRARY.device("lfe5u-85f").orElseThrow();
    assertThat(noUltraRam.fits(new Area(0, 0, 0, 0, 1))).isFalse();
    assertThat(noUltraRam.utilisation(Area.NONE)).doesNotContainKey("uram");
  }

  @Test
  void refusesImpossibleBlocks() {
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.intLane(0, 8, Multiplier.LUT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.intLane(20, 20, Multiplier.DSP))
        .withMessageContaining("20 by 20 bit");
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.ram(8, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Area(-1, 0, 0, 0, 0));
  }
}
