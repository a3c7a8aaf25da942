package decodefab.simtests.cocotb;

import static org.assertj.core.api.Assertions.assertThat;

import decodefab.simtests.cell.Tool;
import decodefab.simtests.cocotb.CocotbCommandLine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of tests that are not there or do not end, and of a Python that is not. */
class CocotbInputTest {
  @TempDir Path folder;

  @BeforeAll
  static void requireTools() {
    Tool.IVERILOG.require();
    Tool.requireOnPath("python3");
  }

  private Outcome run(String... arguments) {
    return CocotbCommandLine.in(folder).run("smallest", arguments);
  }

  private void module(String name, String body) throws IOException {
    Files.writeString(
        folder.resolve(name + ".py"),
        "import cocotb\nfrom cocotb.triggers import Timer\n\n" + body + "\n");
  }

  @Test
  void namesAModuleThatIsNotThereAndTheNearest() {
    Outcome outcome = run("--module", "test_fabrik");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("DF920", "there is no Python module `test_fabrik`", "did you mean test_fabric?");
  }

  @Test
  void namesATestThatIsNotThere() {
    Outcome outcome = run("--testcase", "decodes_as_silver");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err()).contains("DF921", "no test `decodes_as_silver` ran in test_fabric");
  }

  @Test
  void countsNothingAsNoSuccess() throws IOException {
    module("test_nothing", "@cocotb.test(skip=True)\nasync def skipped(dut):\n    pass");
    Outcome outcome = run("--module", "test_nothing");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err()).contains("DF922", "running nothing is no success");
  }

  @Test
  void stopsATestThatHangsAndShowsItsLastLines() throws IOException {
    module(
        "test_hang",
        """
        @cocotb.test()
        async def hangs(dut):
            dut._log.info('the last thing it said')
            while True:
                await Timer(1, 'ms')""");
    Outcome outcome = run("--module", "test_hang.py", "--timeout", "8", "-q");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("was stopped after its limit of 8 s", "its last lines", "the last thing it said");
  }

  @Test
  void takesNoResultsForAFailure() throws IOException {
    module("test_gone", "import os\n@cocotb.test()\nasync def goes(dut):\n    os._exit(0)");
    Outcome outcome = run("--module", "test_gone", "-q");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
    assertThat(outcome.err()).contains("cocotb left no results, so that no test counts");
  }

  @Test
  void saysHowToInstallAPythonThatIsMissing() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : new String[] {"iverilog", "vvp"}) {
      Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
    }
    Outcome outcome =
        CocotbCommandLine.in(folder).with("PATH", bin.toString()).run("smallest", "-q");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
    assertThat(outcome.err()).contains("install with: ", "python3-venv libpython3-dev");
  }

  @Test
  void printsPipsCommandWhereItHasNoNetwork() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("offline"));
    Files.createSymbolicLink(bin.resolve("iverilog"), Path.of("/usr/bin/iverilog"));
    script(
        bin.resolve("python3"),
        """
        #!/bin/sh
        case "$1 $2" in
          "-m venv") /bin/mkdir "$3/bin" && /bin/cp "$0" "$3/bin/python" ;;
          "-m pip") echo "ERROR: no route to host"; exit 1 ;;
          *) echo "{\\"executable\\":\\"$0\\",\\"minor\\":11,\\"environments\\":true,\\"library\\":true}" ;;
        esac
        """);
    Outcome outcome =
        CocotbCommandLine.in(folder)
            .with("PATH", bin.toString())
            .with("DECODEFAB_CACHE", folder.resolve("cache").toString())
            .run("smallest", "-q");
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("ERROR: no route to host", "-m pip install --no-deps --require-hashes")
        .contains("export DECODEFAB_PYTHON=ENV/bin/python");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
