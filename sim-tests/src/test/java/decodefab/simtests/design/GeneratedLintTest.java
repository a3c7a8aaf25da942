package decodefab.simtests.design;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cell.ToolRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three tools accept what is emitted, from its own files alone and without a word. */
class GeneratedLintTest {
  /** All on chip, some matrices off chip, the KV cache, the weights; and a shipped design. */
  private static final List<String> DESIGNS =
      List.of(
          "sim-tests/src/test/resources/matrix/wide_tile.dfab",
          "sim-tests/src/test/resources/matrix/split_ddr.dfab",
          "sim-tests/src/test/resources/matrix/kv_hbm2.dfab",
          "sim-tests/src/test/resources/matrix/weights_hbm4.dfab",
          "sim-tests/src/test/resources/matrix/sparse.dfab",
          "designs/tinytales.dfab");

  @TempDir Path folder;

  static Stream<Arguments> designsAndTools() {
    return DESIGNS.stream()
        .flatMap(file -> Stream.of(Tool.values()).map(tool -> Arguments.of(file, tool)));
  }

  @ParameterizedTest
  @MethodSource("designsAndTools")
  void isAcceptedWithoutAWarning(String file, Tool tool) throws Exception {
    tool.require();
    DesignUnderTest design = DesignUnderTest.load(Checkout.home().resolve(file));
    DesignUnderTest.write(design.emit(), folder);
    List<String> sources = Files.readAllLines(folder.resolve("files.f"));
    assertThat(sources).hasSizeGreaterThan(30).allMatch(path -> path.endsWith(".v"));
    ToolRun run = tool.call(folder, arguments(tool, design.name() + "_top", sources));
    assertThat(run.exit() + run.output()).as("%s of %s", tool, file).isEqualTo("0");
  }

  private static List<String> arguments(Tool tool, String top, List<String> sources) {
    List<String> line =
        switch (tool) {
          case VERILATOR ->
              List.of(
                  "--lint-only", "-Wall", "--language", "1364-2005", "-Irtl", "--top-module", top);
          case IVERILOG -> List.of("-g2005", "-Wall", "-Irtl", "-s", top, "-t", "null");
          case YOSYS ->
              List.of(
                  "-q",
                  "-p",
                  "read_verilog -Irtl "
                      + String.join(" ", sources)
                      + "; hierarchy -check -top "
                      + top
                      + "; proc; check -assert");
        };
    List<String> arguments = new ArrayList<>(line);
    if (tool != Tool.YOSYS) {
      arguments.addAll(sources);
    }
    return arguments;
  }
}
