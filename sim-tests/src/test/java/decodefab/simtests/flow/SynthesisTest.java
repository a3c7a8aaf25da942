package decodefab.simtests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import decodefab.estimate.Estimator;
import decodefab.golden.QuantizedWeights;
import decodefab.model.SyntheticWeights;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import decodefab.rtl.FabricEmitter;
import decodefab.rtl.FileSet;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.synth.AreaComparison;
import decodefab.synth.FlowRunner;
import decodefab.synth.SynthFlow;
import decodefab.synth.SynthResult;
import decodefab.synth.SynthTools;
import decodefab.tech.TechLibrary;
import decodefab.tool.BuildCache;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolRunner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The area estimate against what Yosys makes of whole designs. A small one always; those of the
 * property {@code decodefab.synth}, names in {@code designs/} with commas between, take minutes
 * each.
 */
class SynthesisTest {
  private static final double LIMIT = 0.15;

  /** Blocks that a small design may be off all the same: one is more than its limit of them. */
  private static final double BLOCKS = 1;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> estimatesAgreeWithYosys() {
    Tool.YOSYS.require();
    String names = System.getProperty("decodefab.synth", "");
    Path designs = Checkout.home().resolve("designs");
    Stream<Path> more =
        Stream.of(names.split(",", -1))
            .filter(name -> !name.isEmpty())
            .map(name -> designs.resolve(name + ".dfab"));
    Path small = Checkout.home().resolve("sim-tests/src/test/resources/small_fabric.dfab");
    return Stream.concat(Stream.of(small), more)
        .map(file -> dynamicTest(file.getFileName().toString(), () -> agrees(file)));
  }

  private void agrees(Path file) throws Exception {
    LoadedDesign loaded = DesignLoader.load(file);
    HardwarePlan plan = loaded.plan();
    Path work = Files.createDirectories(folder.resolve(plan.design().name()));
    write(loaded, plan, work);
    ToolRunner runner = new ToolRunner();
    Path scripts = Checkout.home().resolve("synth-scripts");
    SynthTools tools =
        new SynthTools(
            new ToolFinder(System.getenv().getOrDefault("PATH", "")),
            runner,
            new BuildCache(folder.resolve("cache")),
            scripts,
            false);
    SynthResult result =
        new FlowRunner(runner, tools, scripts, Duration.ofHours(2), note -> {})
            .run(SynthFlow.YOSYS_XILINX, plan, work, Optional.empty());
    assertThat(result.unknown()).isEmpty();
    AreaComparison areas =
        AreaComparison.of(
            Estimator.areas(plan, TechLibrary.load().areaModelWithoutUltraRam()), result.areas());
    AreaComparison.Row total = areas.total();
    for (AreaComparison.Resource resource : AreaComparison.Resource.values()) {
      double counted = resource.of(total.counted());
      double blocks = resource == AreaComparison.Resource.BRAM36 ? BLOCKS : 0;
      assertThat(Math.abs(resource.of(total.estimate()) - counted))
          .as("%s of %s: %s", resource, file.getFileName(), areas.rows())
          .isLessThanOrEqualTo(Math.max(LIMIT * counted, blocks));
    }
  }

  private static void write(LoadedDesign loaded, HardwarePlan plan, Path work) throws Exception {
    QuantizedWeights weights =
        QuantizedWeights.of(new SyntheticWeights(loaded.shape(), 1), plan.graph());
    FileSet files =
        new FabricEmitter(Checkout.home().resolve("templates")).emit(plan, Optional.of(weights));
    for (Map.Entry<String, FileSet.Content> file : files.files().entrySet()) {
      if (file.getKey().matches("(rtl|rom)/.*")) {
        write(work.resolve(file.getKey()), file.getValue());
      }
    }
  }

  private static void write(Path path, FileSet.Content content) throws IOException {
    Files.createDirectories(path.getParent());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      content.writeTo(out);
    }
  }
}
