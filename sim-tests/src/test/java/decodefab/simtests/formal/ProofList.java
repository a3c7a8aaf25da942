package decodefab.simtests.formal;

import decodefab.simtests.cell.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code sim-tests/formal/proofs.txt}, which explains its own format. */
final class ProofList {

  private ProofList() {}

  /** Returns the folder of the properties. */
  static Path folder() {
    return Checkout.home().resolve("sim-tests/formal");
  }

  /** Returns all proofs, in the order of the file. */
  static List<Proof> read() throws IOException {
    List<Proof> proofs = new ArrayList<>();
    Map<String, String> fields = new LinkedHashMap<>();
    List<Mutant> mutants = new ArrayList<>();
    for (String line : Files.readAllLines(folder().resolve("proofs.txt"))) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.isBlank()) {
        finish(proofs, fields, mutants);
        continue;
      }
      int space = line.indexOf(' ');
      String value = line.substring(space).strip();
      if (line.startsWith("mutant ")) {
        mutants.add(mutant(value));
      } else if (fields.put(line.substring(0, space), value) != null) {
        throw new IllegalStateException("twice in one proof: " + line);
      }
    }
    finish(proofs, fields, mutants);
    return List.copyOf(proofs);
  }

  private static void finish(List<Proof> proofs, Map<String, String> fields, List<Mutant> mutants) {
    if (fields.isEmpty()) {
      return;
    }
    Map<String, Integer> parameters = new LinkedHashMap<>();
    for (String pair : fields.getOrDefault("set", "").split(" ", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], Integer.parseInt(parts[1]));
      }
    }
    String[] mode = fields.get("mode").split(" ", -1);
    proofs.add(
        new Proof(
            fields.get("proof"),
            fields.get("claim"),
            fields.get("top"),
            parameters,
            Proof.Mode.valueOf(mode[0].toUpperCase(Locale.ROOT)),
            mode.length > 1 ? Integer.parseInt(mode[1]) : 0,
            Integer.parseInt(fields.get("cover")),
            mutants));
    fields.clear();
    mutants.clear();
  }

  private static Mutant mutant(String value) {
    int colon = value.indexOf(": ");
    int arrow = value.indexOf(" => ");
    return new Mutant(
        value.substring(0, colon), value.substring(colon + 2, arrow), value.substring(arrow + 4));
  }
}
