package decodefab.simtests.mutation;

import decodefab.simtests.cell.CellSource;
import decodefab.simtests.cell.Checkout;
import decodefab.simtests.formal.Fault;
import decodefab.simtests.formal.FaultyCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The library with all faults of some cells in it, of which the environment of a simulation chooses
 * one: a bench is built once, whatever the number of faults.
 *
 * @param source what a bench is built from
 * @param faults by cell, in the order in which the cells were named
 */
record FaultyLibrary(CellSource source, Map<String, List<Fault>> faults) {

  private static final String VARIABLE = "DECODEFAB_FAULT";

  private static final String SELECTOR =
      """
      module mutant_source #(
          parameter CELL = 0
      ) (
          output wire [9:0] id
      );
          import "DPI-C" function int seeded_fault(input int place);
          reg [31:0] chosen;
          initial chosen = seeded_fault(CELL);
          assign id = chosen[9:0];
      endmodule
      """;

  /** The variable holds the number of a cell and of its fault. */
  private static final String CHOICE =
      """
      #include <cstdlib>

      extern "C" int seeded_fault(int cell) {
          const char* chosen = std::getenv("DECODEFAB_FAULT");
          if (chosen == nullptr) return 0;
          char* rest = nullptr;
          return std::strtol(chosen, &rest, 10) == cell ? std::atoi(rest + 1) : 0;
      }
      """;

  FaultyLibrary {
    faults = Map.copyOf(faults);
  }

  /** Writes the library under a name that stands for its content. */
  static FaultyLibrary of(List<String> cells) throws IOException {
    Map<String, List<Fault>> faults = new LinkedHashMap<>();
    Map<String, String> files = new HashMap<>();
    for (String cell : cells) {
      String sound = Files.readString(Checkout.library().resolve(cell + ".v"));
      FaultyCell faulty = FaultyCell.of(cell, sound);
      faults.put(cell, faulty.faults());
      String instance = "mutant_source #(.CELL(%d)) u_mutant".formatted(number(cells, cell));
      files.put(cell + ".v", faulty.verilog().replace("mutant_source u_mutant", instance));
    }
    files.put("mutant_source.v", SELECTOR);
    files.put("seeded_fault.cpp", CHOICE);
    Path folder = CellSource.copy(files);
    // What the selection makes of widths and unused bits is nobody's concern.
    String choice = folder.resolve("seeded_fault.cpp").toString();
    CellSource source =
        new CellSource(folder, List.of("-Wno-lint", "-Wno-style", "-Wno-fatal", choice));
    return new FaultyLibrary(source, faults);
  }

  /** Returns the environment in which a fault is in effect. */
  static Map<String, String> environment(List<String> cells, String cell, Fault fault) {
    return Map.of(VARIABLE, number(cells, cell) + ":" + fault.id());
  }

  private static int number(List<String> cells, String cell) {
    return 1 + cells.indexOf(cell);
  }
}
