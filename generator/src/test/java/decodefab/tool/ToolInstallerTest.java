package decodefab.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolInstallerTest {
  private static final List<ExternalTool> TOOLS = List.of(KnownTools.VERILATOR, KnownTools.MAKE);

  @TempDir private Path folder;

  private Path bin;
  private Path calls;
  private final List<String> announced = new ArrayList<>();
  private final ToolRunner runner = new ToolRunner();

  @BeforeEach
  void prepare() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    calls = folder.resolve("calls");
  }

  private ToolInstaller installer(boolean root) {
    return new ToolInstaller(new ToolFinder(bin.toString()), runner, root);
  }

  private void aptThat(String... lines) throws IOException {
    String record = "echo \"apt-get $*\" >>'" + calls + "'";
    Scripts.write(bin, "apt-get", record, String.join("\n", lines));
  }

  private void sudoThat(String line) throws IOException {
    Scripts.write(bin, "sudo", "echo \"sudo $1 $2\" >>'" + calls + "'", line);
  }

  @Test
  void saysWhatItRunsBeforeItRuns() throws Exception {
    aptThat("echo working");
    installer(true).install(TOOLS, announced::add);
    assertThat(announced)
        .containsExactly(
            "installing what is missing: apt-get install -y --no-install-recommends verilator make",
            "  working");
    assertThat(Files.readAllLines(calls))
        .containsExactly(
            "apt-get -q -oDPkg::Lock::Timeout=300 install -y --no-install-recommends verilator make");
  }

  @Test
  void fetchesPackageListsOnlyWhereTheInstallFails() throws Exception {
    aptThat(
        "[ \"$3\" = update ] && touch '" + folder + "/updated'", "[ -f '" + folder + "/updated' ]");
    installer(true).install(TOOLS, announced::add);
    assertThat(Files.readAllLines(calls))
        .extracting(call -> call.split(" ", -1)[3])
        .containsExactly("install", "update", "install");
  }

  @Test
  void aFailureOfAptCarriesItsWords() throws IOException {
    aptThat("echo 'E: no network'", "exit 100");
    assertThatThrownBy(() -> installer(true).install(TOOLS, announced::add))
        .hasMessage("apt-get failed with exit status 100")
        .asInstanceOf(type(ToolException.class))
        .extracting(ToolException::lastLines)
        .isEqualTo(List.of("E: no network"));
  }

  @Test
  void usesSudoWhereItAsksForNoPassword() throws Exception {
    aptThat("exit 0");
    sudoThat("shift; [ \"$1\" = true ] || { shift; exec \"$@\"; }");
    installer(false).install(TOOLS, announced::add);
    assertThat(announced.getFirst()).contains("sudo apt-get install");
    assertThat(Files.readAllLines(calls))
        .startsWith("sudo -n true", "sudo -n DEBIAN_FRONTEND=noninteractive")
        .hasSize(3);
  }

  @Test
  void namesTheCommandWhereSudoWantsAPassword() throws IOException {
    aptThat("exit 0");
    sudoThat("exit 1");
    assertRefused("sudo apt-get install -y --no-install-recommends verilator make");
    assertThat(calls).content().doesNotContain("apt-get");
  }

  @Test
  void namesTheCommandWhereThereIsNoApt() {
    assertRefused("sudo apt-get install -y --no-install-recommends verilator make");
  }

  private void assertRefused(String command) {
    assertThatThrownBy(() -> installer(false).install(TOOLS, announced::add))
        .hasMessage("verilator, make are needed and not installed")
        .asInstanceOf(type(ToolException.class))
        .extracting(ToolException::advice)
        .isEqualTo("install with: " + command);
    assertThat(announced).isEmpty();
  }
}
