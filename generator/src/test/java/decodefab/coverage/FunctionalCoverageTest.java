package decodefab.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FunctionalCoverageTest {
  private static final Path MATRIX =
      Path.of(
          System.getProperty("decodefab.home"), "sim-tests", "src", "test", "resources", "matrix");

  private static HardwarePlan plan(String name) throws Exception {
    return DesignLoader.load(MATRIX.resolve(name + ".dfab")).plan();
  }

  @Test
  void aDesignHitsWhatItsMatricesAreAtThePositionsItReached() throws Exception {
    assertThat(FunctionalCoverage.bins(plan("smallest"), 1))
        .containsExactly("int4|dense|on chip|first", "int8|dense|on chip|first");
    assertThat(FunctionalCoverage.bins(plan("smallest"), 20))
        .contains("int4|dense|on chip|first group", "int8|dense|on chip|later groups");
    assertThat(FunctionalCoverage.bins(plan("sparse_wide_ddr"), 2))
        .contains(
            "float8|places|ddr|first group",
            "int8|bitmap|ddr|first",
            "int zero point|places|on chip|first")
        .noneMatch(bin -> bin.contains("hbm") || bin.contains("later"));
    assertThat(FunctionalCoverage.bins(plan("block_far"), 1))
        .contains("ternary packed|blocks|ddr|first", "int min|blocks|ddr|first")
        .doesNotContain("ternary packed|dense|ddr|first");
    assertThat(FunctionalCoverage.bins(plan("zeros"), 1))
        .contains("int4|places|on chip|first", "int4|skipped|on chip|first");
    assertThat(FunctionalCoverage.bins(plan("weights_hbm4"), 1))
        .anyMatch(bin -> bin.endsWith("|hbm|first"));
  }

  @Test
  void everyBinOfEveryDesignIsOneThatIsCounted() throws Exception {
    Set<String> hit = new TreeSet<>();
    try (Stream<Path> designs = Files.list(MATRIX)) {
      for (Path design : designs.toList()) {
        HardwarePlan plan = DesignLoader.load(design).plan();
        hit.addAll(FunctionalCoverage.bins(plan, plan.graph().shape().context()));
      }
    }
    List<String> all = FunctionalCoverage.all();
    assertThat(all).doesNotHaveDuplicates().hasSize((15 * 4 - 2) * 9 + 15 * 3).containsAll(hit);
    List<String> formats = new ArrayList<>(FunctionalCoverage.FORMATS);
    formats.removeIf(f -> hit.stream().anyMatch(bin -> bin.startsWith(f + "|")));
    // These two are variations in sim-tests/regress/small.yaml.
    assertThat(List.of("int2", "int7"))
        .as("formats that no design of the matrix has")
        .containsAll(formats);
  }

  @Test
  void holesAreBinsThatNobodyHit() {
    String one = "int4|dense|on chip|first";
    Map<String, Integer> counts =
        FunctionalCoverage.count(List.of(List.of(one), List.of(one, "int2|dense|ddr|first")));
    assertThat(counts).containsEntry(one, 2).containsEntry("int3|dense|ddr|first", 0);
    assertThat(counts.values()).filteredOn(c -> c > 0).hasSize(2);
    assertThat(counts).hasSameSizeAs(FunctionalCoverage.all());
  }
}
