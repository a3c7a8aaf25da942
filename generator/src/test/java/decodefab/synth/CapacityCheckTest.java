package decodefab.synth;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.diag.Diagnostic;
import decodefab.diag.DiagnosticRenderer;
import decodefab.diag.Severity;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.tech.Area;
import decodefab.tech.Device;
import decodefab.tech.TechLibrary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapacityCheckTest {
  private static final Path DESIGNS = Path.of(System.getProperty("decodefab.home"), "designs");

  private final TechLibrary tech = TechLibrary.load();
  private HardwarePlan plan;

  @BeforeEach
  void load() throws Exception {
    plan = DesignLoader.load(DESIGNS.resolve("stories260k_ecp5.dfab")).plan();
  }

  private List<Diagnostic> find(Area matvec, Area vector, Area weights) {
    Map<String, Area> counted = new LinkedHashMap<>();
    counted.put("matvec engine", matvec);
    counted.put("vector engine", vector);
    counted.put("memory weights", weights);
    Device device = tech.device("lfe5u-85f").orElseThrow();
    return CapacityCheck.find(plan, counted, device, "LFE5U-85F", Severity.ERROR);
  }

  private static Area area(double lut, double dsp, double bram) {
    return new Area(lut, 1000, dsp, bram, 0);
  }

  @Test
  void whatFitsIsNoProblem() {
    assertThat(find(area(50_000, 100, 0), area(33_000, 56, 4), area(600, 0, 100))).isEmpty();
  }

  @Test
  void tooManyLutsLeadToTheLanesOfTheLargestEngine() {
    Diagnostic found = find(area(60_000, 0, 0), area(40_000, 0, 0), area(500, 0, 0)).getFirst();
    assertThat(found.code()).isEqualTo("DF931");
    assertThat(found.message())
        .isEqualTo(
            "the design does not fit LFE5U-85F: 100,500 of 83,640 LUTs; matvec engine takes"
                + " 60,000, vector engine takes 40,000, memory weights takes 500");
    assertThat(found.help().orElseThrow()).contains("`lanes 16` may fit");
    String shown = new DiagnosticRenderer(false).render(found);
    assertThat(shown).contains("stories260k_ecp5.dfab:", "lanes 32");
  }

  @Test
  void theVectorEngineIsBlamedForItsMultipliers() {
    Diagnostic found = find(area(1, 20, 0), area(1, 150, 0), area(1, 0, 0)).getFirst();
    assertThat(found.message()).contains("170 of 156 multipliers");
    assertThat(found.help().orElseThrow()).contains("`vector 2` may fit");
    Diagnostic hopeless = find(area(1, 156, 0), area(1, 157, 0), area(1, 0, 0)).getFirst();
    assertThat(hopeless.help().orElseThrow()).contains("fewer `vector` alone are not enough");
  }

  @Test
  void tooMuchBlockRamLeadsToTheMemoryOnChip() {
    Diagnostic found = find(area(1, 0, 0), area(1, 0, 4.5), area(1, 0, 110)).getFirst();
    assertThat(found.message()).contains("114.5 of 104 block RAMs of 36 Kb; memory weights takes");
    assertThat(found.help().orElseThrow())
        .contains("468 KiB", "in a memory beside the chip", "smaller context");
    assertThat(new DiagnosticRenderer(false).render(found)).contains("capacity 416 KiB");
  }

  @Test
  void nextpnrsOwnWordsAreTheDesignsFault() {
    SynthTarget target = SynthTarget.of(SynthFlow.YOSYS_ECP5, tech.device("lfe5u-85f"), tech);
    Optional<Diagnostic> found =
        NextpnrMessage.ofFull(
            List.of(
                "Info: Packing",
                "ERROR: Unable to place cell 'u_rom.mem.0.0', no BELs remaining to implement cell"
                    + " type 'DP16KD'"),
            plan.design(),
            target);
    assertThat(found.orElseThrow().message())
        .startsWith("the design does not fit LFE5U-85F-6BG756, says nextpnr: Unable to place cell");
    assertThat(NextpnrMessage.ofFull(List.of("ERROR: no such file"), plan.design(), target))
        .isEmpty();
  }
}
