package decodefab.simtests.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream contract of queue (kind 0) and register slice (kind 1), proven by Yosys and z3. */
class StreamContractTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  /** Holds in every state that the cell can be in, so for ever. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void contractHoldsByInduction(int kind) throws IOException {
    write(kind, 0);
    solve("-t", "8");
    solve("-i", "-t", "4");
  }

  /** Every way to fill and drain the cell once, from reset. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void wordsComeOutAsTheyWentIn(int kind) throws IOException {
    write(kind, 1);
    solve("-t", "11");
  }

  private void write(int kind, int track) throws IOException {
    Tool.YOSYS.require();
    Tool.requireOnPath("yosys-smtbmc");
    Tool.requireOnPath("z3");
    for (String cell : List.of("dfab_fifo.v", "dfab_skid.v")) {
      Path file = Checkout.library().resolve(cell);
      Files.copy(file, folder.resolve(cell), StandardCopyOption.REPLACE_EXISTING);
    }
    Path properties = Checkout.home().resolve("sim-tests/src/test/resources/formal");
    Files.copy(properties.resolve("stream_contract.v"), folder.resolve("stream_contract.v"));
    String script =
        "read_verilog -formal stream_contract.v; read_verilog dfab_fifo.v dfab_skid.v; "
            + "chparam -set KIND %d -set TRACK %d stream_contract; ".formatted(kind, track)
            + "prep -top stream_contract -flatten; dffunmap; write_smt2 -wires model.smt2";
    assertThat(Tool.YOSYS.call(folder, List.of("-q", "-p", script)).orFail().output()).isEmpty();
  }

  private void solve(String... options) {
    List<String> command = new ArrayList<>(List.of("yosys-smtbmc", "-s", "z3", "--noprogress"));
    command.addAll(List.of(options));
    command.add("model.smt2");
    assertThat(ToolRun.of(folder, command, PATIENCE).orFail().output()).contains("Status: PASSED");
  }
}
