package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolboxTest {
  @TempDir private Path bin;

  private final ToolRunner runner = new ToolRunner();

  private Toolbox toolbox(boolean mayInstall) {
    ToolFinder finder = new ToolFinder(bin.toString());
    return new Toolbox(
        new ToolProbe(finder, runner), new ToolInstaller(finder, runner, true), mayInstall);
  }

  private void requireVerilator(boolean mayInstall) throws ToolException, InterruptedException {
    toolbox(mayInstall).require(List.of(KnownTools.VERILATOR), line -> {});
  }

  @Test
  void handsOutWhatIsThere() throws Exception {
    Path verilator = Scripts.write(bin, "verilator", "echo Verilator 5.048 2026-04-26");
    assertThat(toolbox(false).require(List.of(KnownTools.VERILATOR), line -> {}))
        .containsEntry(
            KnownTools.VERILATOR,
            new ToolStatus.Ready(KnownTools.VERILATOR, verilator, ToolVersion.of("5.048")));
  }

  @Test
  void installsWhatIsMissing() throws Exception {
    Scripts.write(
        bin,
        "apt-get",
        "printf '#!/bin/bash\\necho Verilator 5.006\\n' >'" + bin + "/verilator'",
        "/bin/chmod +x '" + bin + "/verilator'");
    requireVerilator(true);
    assertThat(bin.resolve("verilator")).isExecutable();
  }

  @Test
  void installsNothingWhereItMayNot() throws IOException {
    Scripts.write(bin, "apt-get", "touch '" + bin + "/called'");
    assertThatThrownBy(() -> requireVerilator(false))
        .isInstanceOf(ToolException.class)
        .hasMessage("verilator is needed and not installed");
    assertThat(bin.resolve("called")).doesNotExist();
  }

  @Test
  void saysSoWhereAptInstalledSomethingElse() throws IOException {
    Scripts.write(bin, "apt-get", "exit 0");
    assertThatThrownBy(() -> requireVerilator(true)).hasMessageContaining("not installed");
  }

  @Test
  void refusesATooOldVersion() throws IOException {
    Path verilator = Scripts.write(bin, "verilator", "echo Verilator 4.038 2020-07-11");
    assertThatThrownBy(() -> requireVerilator(true))
        .isInstanceOf(ToolException.class)
        .hasMessage(verilator + " 4.038 is too old: 5.006 or newer is needed");
  }

  @Test
  void refusesAToolThatDoesNotWork() throws IOException {
    Scripts.write(bin, "verilator", "echo broken", "exit 127");
    assertThatThrownBy(() -> requireVerilator(true))
        .hasMessageEndingWith("does not work: it printed no version (exit status 127)");
  }
}
