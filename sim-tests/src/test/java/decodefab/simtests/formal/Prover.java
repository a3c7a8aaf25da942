package decodefab.simtests.formal;

import decodefab.simtests.cell.Checkout;
import decodefab.simtests.cell.Tool;
import decodefab.simtests.cell.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates a property and its cells with Yosys and hands them to an engine: z3 through
 * yosys-smtbmc for induction, else ABC.
 */
final class Prover {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern SOLVED = Pattern.compile("solved +(\\d+) out of +(\\d+) outputs");

  private static final Pattern ASSERTED = Pattern.compile("Output +(\\d+) was asserted");

  /** To the bit level; x, which simulation would spread, is any value here. */
  private static final String TO_AIGER =
      "techmap; opt -fast; dfflegalize -cell $_DFF_P_ 01; setundef -undriven -anyseq; opt_clean; "
          + "aigmap; opt_clean; write_aiger -I -B -symbols -zinit -no-startoffset ";

  private final Path folder;
  private final Proof proof;

  private Prover(Path folder, Proof proof) {
    this.folder = folder;
    this.proof = proof;
  }

  /**
   * Prepares a proof in an empty folder.
   *
   * @param mutant a fault to seed first
   */
  static Prover prepare(Path folder, Proof proof, Optional<Mutant> mutant) throws IOException {
    Map<String, String> changed = new HashMap<>();
    if (mutant.isPresent()) {
      changed.put(mutant.get().cell(), mutant.get().verilog());
    }
    Prover prover = new Prover(folder, proof);
    prover.translate(prover.gather(changed), "");
    return prover;
  }

  /**
   * Returns which of a cell's faults the proof refutes within so many cycles.
   *
   * @param faulty a cell that the proof contains, with all its faults
   */
  static Set<Integer> refuted(Path folder, Proof proof, FaultyCell faulty, int cycles)
      throws IOException {
    Prover prover = new Prover(folder, proof);
    List<String> cells = new ArrayList<>(prover.gather(Map.of(faulty.name(), faulty.verilog())));
    cells.add("mutant_source.v");
    Files.writeString(
        folder.resolve("mutant_source.v"),
        "(* blackbox *) module mutant_source (output wire [%d:0] id); endmodule%n"
            .formatted(FaultyCell.BITS - 1));
    // All instances of the cell take the number from one input of the model.
    prover.translate(cells, "opt_merge -share_all; expose -evert t:mutant_source; ");
    Path model = folder.resolve("model.aig");
    Files.write(model, FaultSelector.select(Files.readAllBytes(model), faulty.faults().size()));
    String output =
        prover.engine("read_aiger model.aig; fold; strash; bmc3 -a -x -T 60 -F " + cycles);
    Set<Integer> refuted = new TreeSet<>();
    Matcher asserted = ASSERTED.matcher(output);
    while (asserted.find()) {
      refuted.add(Integer.parseInt(asserted.group(1)) + 1);
    }
    return refuted;
  }

  /** Copies everything to the folder; returns the files of the cells. */
  private List<String> gather(Map<String, String> changed) throws IOException {
    Tool.YOSYS.require();
    for (String tool : List.of("yosys-smtbmc", "yosys-abc", "z3")) {
      Tool.requireOnPath(tool);
    }
    for (String file : List.of("rules.v", proof.top() + ".v", "covers.v")) {
      copy(ProofList.folder().resolve(file), folder);
    }
    copy(Checkout.library().resolve("dfab_isa.vh"), folder);
    String top = Files.readString(folder.resolve(proof.top() + ".v"));
    List<String> cells = new ArrayList<>();
    for (Path cell : Checkout.cellsUsedBy(top)) {
      copy(cell, folder);
      cells.add(cell.getFileName().toString());
    }
    for (Map.Entry<String, String> cell : changed.entrySet()) {
      if (!cells.contains(cell.getKey() + ".v")) {
        throw new IllegalStateException(proof.name() + " has no part " + cell.getKey());
      }
      Files.writeString(folder.resolve(cell.getKey() + ".v"), cell.getValue());
    }
    return cells;
  }

  private void translate(List<String> cells, String afterFlatten) {
    StringBuilder set = new StringBuilder();
    new TreeMap<>(proof.parameters())
        .forEach((name, value) -> set.append(" -set %s %d".formatted(name, value)));
    String read =
        "read_verilog -formal rules.v %s.v; read_verilog %s; "
                .formatted(proof.top(), String.join(" ", cells))
            + (set.isEmpty() ? "" : "chparam%s %s; ".formatted(set, proof.top()))
            + "hierarchy -check -top %s; proc; flatten; ".formatted(proof.top())
            + afterFlatten
            + "delete t:$meminit*; setundef -undriven -anyseq; opt_expr; opt_clean; memory; "
            + "setundef -undriven -anyseq; opt; ";
    String write =
        switch (proof.mode()) {
          case INDUCTION -> "dffunmap; write_smt2 -wires model.smt2";
          case REACHABILITY, BOUNDED ->
              ("design -save whole; chformal -cover -remove; opt_clean; %smodel.aig; "
                      + "design -load whole; chformal -assert -remove; techmap -map covers.v; "
                      + "opt_clean; %scovers.aig")
                  .formatted(TO_AIGER, TO_AIGER);
        };
    Tool.YOSYS.call(folder, List.of("-q", "-p", read + write)).orFail();
  }

  /** Returns whether the property holds; a mutant is only ever refuted by a run from reset. */
  boolean holds() {
    return switch (proof.mode()) {
      case INDUCTION -> z3("-t", "" + depth()) && z3("-i", "-t", "" + depth());
      case REACHABILITY -> abc("scorr; pdr", "Property proved.");
      case BOUNDED -> holdsFor(depth());
    };
  }

  private boolean holdsFor(int cycles) {
    return abc("scorr; bmc3 -F " + cycles, "No output asserted in %d frames".formatted(cycles));
  }

  /**
   * Returns whether a run from reset, as long as the covers take or the bound, breaks the property.
   */
  boolean isRefuted() {
    return switch (proof.mode()) {
      case INDUCTION -> !z3("-t", "" + (2 * depth()));
      case REACHABILITY, BOUNDED -> !holdsFor(Math.max(depth(), proof.cover()));
    };
  }

  /** Returns whether a run from reset reaches each cover statement, of which there is one. */
  boolean reachesAllCovers() {
    return switch (proof.mode()) {
      case INDUCTION -> z3("-c", "-t", "" + proof.cover());
      case REACHABILITY, BOUNDED -> {
        String output =
            engine("read_aiger covers.aig; fold; strash; bmc3 -a -x -F " + proof.cover());
        Matcher solved = SOLVED.matcher(output);
        boolean all = false;
        while (solved.find()) {
          all = solved.group(1).equals(solved.group(2));
        }
        yield all;
      }
    };
  }

  private int depth() {
    return proof.depth();
  }

  private boolean abc(String engine, String success) {
    String output = engine("read_aiger model.aig; fold; strash; " + engine);
    boolean proven = output.contains(success);
    if (proven == output.contains("was asserted in frame")) {
      throw new IllegalStateException(
          "neither proven nor refuted: " + proof.name() + "\n" + output);
    }
    return proven;
  }

  private String engine(String script) {
    return ToolRun.of(folder, List.of("yosys-abc", "-c", script), PATIENCE).orFail().output();
  }

  private boolean z3(String... options) {
    List<String> command = new ArrayList<>(List.of("yosys-smtbmc", "-s", "z3", "--noprogress"));
    command.addAll(List.of(options));
    command.add("model.smt2");
    String output = ToolRun.of(folder, command, PATIENCE).output();
    boolean passed = output.contains("Status: PASSED");
    if (passed == output.contains("Status: FAILED")) {
      throw new IllegalStateException("neither passed nor failed: " + proof.name() + "\n" + output);
    }
    return passed;
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }
}
