package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a lane of a format may take, from containers to dot products with its share of the adder
 * tree, in cells that Yosys counts; {@code bench/lanes.py} shows all formats.
 */
class LaneAreaTest {
  private static final int ROWS = 4;
  private static final int COLS = 16;

  private static final Pattern CELLS =
      Pattern.compile("(?m)^\\s+(LUT[1-6]|DSP48E2|\\$\\w+)\\s+(\\d+)$");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // name, FORMAT, bits of a value, MULTIPLIER, LUTs, DSPs
    "ternary,                    000000000020, 2, 0, 20, 0",
    "int(2) with a zero point,   000000080021, 3, 0, 60, 0",
    "int(4) in LUTs,             000000000040, 4, 0, 60, 0",
    "int(4) in DSPs,             000000000040, 4, 2, 20, 0.5"
  })
  void aLaneTakesNoMoreThan(
      String name, String format, int bits, int multiplier, double luts, double dsps) {
    Tool.YOSYS.require();
    Path home = Checkout.home();
    List<String> files =
        Stream.of("decode", "int_dot", "int_product", "matvec_unpack", "matvec_select")
            .map(cell -> Checkout.library().resolve("dfab_" + cell + ".v").toString())
            .toList();
    String script =
        "read_verilog %s %s; chparam -set ROWS %d -set COLS %d -set FORMAT 48'h%s -set VALUE_BITS %d -set MULTIPLIER %d lanes; synth_xilinx -family xcup -noiopad -nowidelut -flatten -top lanes; stat"
            .formatted(
                String.join(" ", files),
                home.resolve("bench/lanes.v"),
                ROWS,
                COLS,
                format,
                bits,
                multiplier);
    ToolRun run = Tool.YOSYS.call(folder, List.of("-p", script));
    assertThat(run.exit()).as(run.output()).isZero();
    String counts = run.output().substring(run.output().lastIndexOf("Number of cells"));
    assertThat(count(counts, "LUT[1-6]"))
        .as("LUTs per lane")
        .isPositive()
        .isLessThanOrEqualTo(luts);
    assertThat(count(counts, "DSP48E2")).as("DSPs per lane").isLessThanOrEqualTo(dsps);
    assertThat(count(counts, "\\$\\w+")).as("cells that are not mapped").isZero();
  }

  private static double count(String counts, String cell) {
    Matcher matcher = CELLS.matcher(counts);
    double sum = 0;
    while (matcher.find()) {
      sum += matcher.group(1).matches(cell) ? Integer.parseInt(matcher.group(2)) : 0;
    }
    return sum / (ROWS * COLS);
  }
}
