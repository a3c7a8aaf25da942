package decodefab.simtests.formal;

import decodefab.simtests.cell.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left of a cell's faults when its proofs have run.
 *
 * @param faults all of them
 * @param proofs names of the proofs, in their order
 * @param survivors those that no proof refutes
 */
record MutationScore(List<Fault> faults, List<String> proofs, List<Fault> survivors) {

  /** Faults show early: deeper runs cost time and refute no more of those measured. */
  private static final int MOST_CYCLES = 12;

  MutationScore {
    faults = List.copyOf(faults);
    proofs = List.copyOf(proofs);
    survivors = List.copyOf(survivors);
  }

  /**
   * Seeds every fault into a cell and runs the proofs that are about it, which are those that
   * {@code proofs.txt} seeds a fault of it into.
   *
   * @param folder an empty folder to work in
   */
  static MutationScore of(String cell, Path folder) throws IOException {
    Path file = Checkout.library().resolve(cell + ".v");
    FaultyCell faulty = FaultyCell.of(cell, Files.readString(file));
    Set<Integer> left = new TreeSet<>();
    faulty.faults().forEach(f -> left.add(f.id()));
    List<String> names = new ArrayList<>();
    for (Proof proof : ProofList.read()) {
      if (proof.mode() != Proof.Mode.INDUCTION
          && proof.mutants().stream().anyMatch(m -> m.cell().equals(cell))) {
        names.add(proof.name());
        if (!left.isEmpty()) {
          Path place = Files.createDirectory(folder.resolve(cell + "-" + proof.name()));
          int cycles = Math.min(proof.cover(), MOST_CYCLES);
          left.removeAll(Prover.refuted(place, proof, faulty, cycles));
        }
      }
    }
    return new MutationScore(
        faulty.faults(),
        names,
        faulty.faults().stream().filter(f -> left.contains(f.id())).toList());
  }
}
