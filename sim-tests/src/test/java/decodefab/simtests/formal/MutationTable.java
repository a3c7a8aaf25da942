package decodefab.simtests.formal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code sim-tests/formal/MUTATION.md}: a row per cell, and a line per survivor. */
public final class MutationTable {

  private static final Pattern ROW =
      Pattern.compile(
          "\\| `(dfab_\\w+)` \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) % \\| (.*) \\|");
  private static final Pattern SURVIVOR =
      Pattern.compile("- `(dfab_\\w+)`, (`.*` -> `.*`): (equivalent: )?(\\S.*)");

  /**
   * One row.
   *
   * @param faults seeded
   * @param killed refuted by a proof, or found by a simulation test
   * @param equivalent survivors that make no difference
   * @param percent killed, of those that make one, rounded down
   * @param proofs names, separated by commas, or those of tests
   * @param survivors as the list has them, without the reason
   */
  public record Row(
      int faults, int killed, int equivalent, int percent, String proofs, List<String> survivors) {
    public Row {
      survivors = List.copyOf(survivors);
    }

    /** Tells whether simulation tests find the faults rather than proofs. */
    public boolean simulated() {
      return proofs.endsWith("Test");
    }
  }

  private MutationTable() {}

  /** Returns the rows by cell, in their order. */
  public static Map<String, Row> read() throws IOException {
    Map<String, List<String>> survivors = new LinkedHashMap<>();
    Map<String, Integer> equivalent = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(ProofList.folder().resolve("MUTATION.md"));
    for (String line : lines) {
      Matcher survivor = SURVIVOR.matcher(line);
      if (survivor.matches()) {
        survivors.computeIfAbsent(survivor.group(1), c -> new ArrayList<>()).add(survivor.group(2));
        equivalent.merge(survivor.group(1), survivor.group(3) == null ? 0 : 1, Integer::sum);
      }
    }
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String cell = row.group(1);
        int same = Integer.parseInt(row.group(4));
        if (same != equivalent.getOrDefault(cell, 0)) {
          throw new IllegalStateException(cell + " lists another number of equivalent faults");
        }
        rows.put(
            cell,
            new Row(
                Integer.parseInt(row.group(2)),
                Integer.parseInt(row.group(3)),
                same,
                Integer.parseInt(row.group(5)),
                row.group(6).replace("`", ""),
                survivors.getOrDefault(cell, List.of())));
        survivors.remove(cell);
      }
    }
    if (!survivors.isEmpty()) {
      throw new IllegalStateException("survivors of cells without a row: " + survivors.keySet());
    }
    return rows;
  }
}
