package decodefab.simtests.cocotb;

import decodefab.cli.DecodefabProgram;
import decodefab.cli.Surroundings;
import decodefab.simtests.cell.Checkout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command {@code decodefab cocotb} on a design of the matrix.
 *
 * @param folder where hardware and results go
 * @param home the checkout, or a copy of parts of it
 * @param variables in place of those of this process
 */
record CocotbCommandLine(Path folder, Path home, Map<String, String> variables) {
  /** How a command ended. */
  record Outcome(int status, String out, String err) {}

  CocotbCommandLine {
    variables = Map.copyOf(variables);
  }

  /** The checkout's own, with the cache of these tests. */
  static CocotbCommandLine in(Path folder) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("DECODEFAB_CACHE", Checkout.target().resolve("simulations").toString());
    return new CocotbCommandLine(folder, Checkout.home(), variables);
  }

  CocotbCommandLine with(String name, String value) {
    Map<String, String> changed = new HashMap<>(variables);
    changed.put(name, value);
    return new CocotbCommandLine(folder, home, changed);
  }

  CocotbCommandLine from(Path otherHome) {
    return new CocotbCommandLine(folder, otherHome, variables);
  }

  Outcome run(String design, String... arguments) {
    return command("cocotb", design, arguments);
  }

  /** Writes the hardware, without running anything. */
  Outcome generate(String design) {
    return command("generate", design);
  }

  private Outcome command(String command, String design, String... arguments) {
    Path file = Checkout.home().resolve("sim-tests/src/test/resources/matrix/" + design + ".dfab");
    List<String> all = new ArrayList<>(List.of(command, file.toString(), "--synthetic", "20"));
    all.addAll(List.of("-o", folder.resolve("hardware").toString()));
    all.addAll(List.of(arguments));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            variables,
            Optional.of(home),
            folder);
    int status = new DecodefabProgram(surroundings).run(all.toArray(String[]::new));
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
