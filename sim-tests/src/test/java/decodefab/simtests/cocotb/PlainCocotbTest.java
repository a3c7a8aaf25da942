package decodefab.simtests.cocotb;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.cocotb.EnvironmentBuilder;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cocotb.CocotbCommandLine.Outcome;
import decodefab.tool.BuildCache;
import decodefab.tool.ToolCommand;
import decodefab.tool.ToolFinder;
import decodefab.tool.ToolInstaller;
import decodefab.tool.ToolResult;
import decodefab.tool.ToolRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a generated design brings for those who use cocotb without decodefab: its {@code Makefile}
 * and its {@code run.py}, one simulator each in full, and the other build of the Makefile as far as
 * what it would run.
 */
class PlainCocotbTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String ONE_TEST = "identifies_itself";

  @TempDir Path folder;

  private Path python;
  private Path bench;

  /** A program's exit status and all that it printed. */
  private record Ended(int status, String text) {}

  @BeforeEach
  void generate() throws Exception {
    Tool.IVERILOG.require();
    for (String program : List.of("python3", "g++", "make", "perl")) {
      Tool.requireOnPath(program);
    }
    ToolFinder finder = new ToolFinder(System.getenv().getOrDefault("PATH", ""));
    ToolRunner runner = new ToolRunner();
    BuildCache cache = new BuildCache(Checkout.target().resolve("simulations"));
    ToolInstaller installer = new ToolInstaller(finder, runner, ToolInstaller.runsAsRoot());
    python =
        new EnvironmentBuilder(finder, installer, runner, cache)
            .build(
                Checkout.home().resolve("templates/sim/cocotb/requirements.txt"),
                announcement -> {})
            .python();
    Outcome written = CocotbCommandLine.in(folder).generate("smallest");
    assertThat(written.status()).as(written.err()).isZero();
    bench = folder.resolve("hardware/sim/cocotb");
  }

  private Ended run(Path program, Map<String, String> variables, String... arguments)
      throws Exception {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    ToolResult result =
        new ToolRunner()
            .run(
                ToolCommand.of(program, List.of(arguments), bench, PATIENCE)
                    .withEnvironment(Map.of("PYTHONDONTWRITEBYTECODE", "1"))
                    .withEnvironment(variables),
                (stream, text) -> lines.add(text));
    return new Ended(result.exitStatus(), String.join("\n", lines));
  }

  /** Make, in an environment as if it were activated. */
  private Ended make(String... arguments) throws Exception {
    // The environment's own program names the folder in which it was made, which is gone.
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path config = bin.resolve("cocotb-config");
    Files.writeString(
        config, "#!/bin/sh\nexec %s -m cocotb_tools.config \"$@\"\n".formatted(python));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path program = new ToolFinder(System.getenv("PATH")).find("make").orElseThrow();
    return run(program, Map.of("PATH", bin + ":" + System.getenv("PATH")), arguments);
  }

  @Test
  void theMakefileRunsIcarus() throws Exception {
    Ended passed = make("COCOTB_TESTCASE=" + ONE_TEST);
    assertThat(passed.status()).as(passed.text()).isZero();
    assertThat(passed.text()).containsPattern("TESTS=1 +PASS=1 +FAIL=0");
  }

  @Test
  void theMakefileWouldBuildWithANewVerilator() throws Exception {
    Ended shown = make("-n", "SIM=verilator");
    // Its status says nothing: -n runs the inner make, in a folder that was not made.
    assertThat(shown.text()).contains("--no-public-flat-rw", "public.vlt", "VM_PARALLEL_BUILDS=0");
    Ended all = make("-n", "SIM=verilator", "SIGNALS=all");
    assertThat(all.text()).contains("--public-flat-rw").doesNotContain("public.vlt");
    Path none = Files.createDirectory(folder.resolve("none"));
    Ended without =
        run(
            new ToolFinder(System.getenv("PATH")).find("make").orElseThrow(),
            Map.of("PATH", none.toString()));
    assertThat(without.status()).isNotZero();
    assertThat(without.text()).contains("cocotb-config is not in PATH");
  }

  @Test
  void theRunnerRunsVerilatorAndFailsWhereATestDoes() throws Exception {
    Files.writeString(
        bench.resolve("mine.py"),
        """
        import cocotb
        from dfab_fabric import Fabric

        @cocotb.test()
        async def fails(dut):
            fabric = Fabric(dut)
            await fabric.start()
            assert await fabric.read("ID") == 0
        """);
    Ended passed = run(python, Map.of(), "run.py", "--sim", "verilator", "--testcase", ONE_TEST);
    assertThat(passed.status()).as(passed.text()).isZero();
    assertThat(passed.text()).containsPattern("TESTS=1 +PASS=1 +FAIL=0");
    Ended failed = run(python, Map.of(), "run.py", "--sim", "verilator", "--module", "mine");
    assertThat(failed.status()).as(failed.text()).isEqualTo(1);
    assertThat(failed.text()).containsPattern("TESTS=1 +PASS=0 +FAIL=1");
  }
}
