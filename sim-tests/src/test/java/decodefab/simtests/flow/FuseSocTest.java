package decodefab.simtests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cell.ToolRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FuseSoC and edalize take the core file of a generated design. */
class FuseSocTest {
  private static final String NAME = "decodefab:generated:showcase";

  private static final String MAIN = "from fusesoc.main import main; main()";

  @TempDir private Path folder;

  private Python python;

  @BeforeEach
  void copyTheShowcase() throws Exception {
    python = Python.require();
    Path from = Checkout.home().resolve("rtl-out/showcase");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve("showcase").resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private void fusesoc(String... arguments) throws Exception {
    python.run(
        folder,
        Stream.concat(Stream.of("-c", MAIN, "--cores-root", "."), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Path work(String target) throws IOException {
    try (Stream<Path> found = Files.walk(folder.resolve("build"), 2)) {
      return found.filter(path -> path.endsWith(target)).findFirst().orElseThrow();
    }
  }

  @Test
  void lints() throws Exception {
    Tool.VERILATOR.require();
    fusesoc("run", "--target", "lint", NAME);
    assertThat(work("lint")).isDirectory();
  }

  @Test
  void buildsTheSimulationThatDecodesAToken() throws Exception {
    Tool.VERILATOR.require();
    Tool.requireOnPath("g++");
    fusesoc("run", "--setup", "--build", "--target", "sim", NAME);
    Path program = work("sim").resolve("Vshowcase_bench");
    Path input = Files.writeString(folder.resolve("in.txt"), "step 0 1\nquit\n");
    Process process =
        new ProcessBuilder(program.toString())
            .directory(work("sim").toFile())
            .redirectInput(input.toFile())
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed).contains("{\"next\":", "\"cycles\":");
  }

  @Test
  void preparesTheSynthesis() throws Exception {
    Tool.YOSYS.require();
    fusesoc("run", "--setup", "--target", "synth", NAME);
    Path work = work("synth");
    String script = Files.readString(work.resolve("edalize_yosys_procs.tcl"));
    assertThat(script).contains("synth_xilinx", "xcup");
    // What the script reads is there, and Yosys finds the whole design in it.
    Files.writeString(
        work.resolve("all.tcl"),
        """
        yosys -import
        source edalize_yosys_procs.tcl
        read_files
        hierarchy -check -top showcase_top
        """);
    ToolRun.of(work, List.of("yosys", "-q", "-c", "all.tcl"), Duration.ofMinutes(2)).orFail();
  }
}
