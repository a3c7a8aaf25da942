package decodefab.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.golden.QuantizedWeights;
import decodefab.model.SyntheticWeights;
import decodefab.plan.DesignLoader;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LoadedDesign;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed showcase is what the generator makes today. */
class ShowcaseTest {
  private static final Path HOME = Path.of(System.getProperty("decodefab.home"));
  private static final Path SHOWCASE = HOME.resolve("rtl-out/showcase");
  private static final String REFRESH =
      "refresh it: ./decodefab generate designs/showcase.dfab --synthetic 1 -o rtl-out/showcase";

  @Test
  void theShowcaseIsWhatTheGeneratorMakes() throws Exception {
    LoadedDesign design = DesignLoader.load(HOME.resolve("designs/showcase.dfab"));
    HardwarePlan plan = design.plan();
    QuantizedWeights weights =
        QuantizedWeights.of(new SyntheticWeights(design.shape(), 1), plan.graph());
    FileSet files = new FabricEmitter(HOME.resolve("templates")).emit(plan, Optional.of(weights));
    assertThat(committed()).as(REFRESH).isEqualTo(new TreeSet<>(files.files().keySet()));
    for (Map.Entry<String, FileSet.Content> file : files.files().entrySet()) {
      ByteArrayOutputStream made = new ByteArrayOutputStream();
      file.getValue().writeTo(made);
      assertThat(Files.readString(SHOWCASE.resolve(file.getKey())))
          .as("%s; %s", file.getKey(), REFRESH)
          .isEqualTo(made.toString(StandardCharsets.UTF_8));
    }
  }

  private static SortedSet<String> committed() throws IOException {
    try (Stream<Path> paths = Files.walk(SHOWCASE)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> SHOWCASE.relativize(path).toString().replace('\\', '/'))
          .filter(path -> !path.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
