package decodefab.simtests.formal;

import java.util.List;
import java.util.Map;

/**
 * A proof about library cells.
 *
 * @param name of the proof and its test
 * @param claim what is proven, in a sentence
 * @param top module of the property, in the file of its name
 * @param parameters of that module
 * @param mode how it is proven
 * @param depth cycles of induction or of the bound; 0 where the mode has none
 * @param cover cycles within which each cover statement must be reached
 * @param mutants faults that must make it fail, one or more
 */
record Proof(
    String name,
    String claim,
    String top,
    Map<String, Integer> parameters,
    Mode mode,
    int depth,
    int cover,
    List<Mutant> mutants) {

  /** How a proof is made. */
  enum Mode {
    /** k-induction by z3: for ever. */
    INDUCTION,
    /** An inductive invariant found and checked by IC3/PDR: for ever. */
    REACHABILITY,
    /** Every run of so many cycles from reset. */
    BOUNDED
  }

  Proof {
    parameters = Map.copyOf(parameters);
    mutants = List.copyOf(mutants);
    if (name.isBlank() || claim.isBlank() || top.isBlank()) {
      throw new IllegalArgumentException("a proof needs a name, a claim and a top: " + name);
    }
    if ((mode == Mode.REACHABILITY) != (depth == 0) || depth < 0 || cover < 1) {
      throw new IllegalArgumentException("depth of mode or covers is wrong: " + name);
    }
    if (mutants.isEmpty()) {
      throw new IllegalArgumentException("a proof needs a mutant that it catches: " + name);
    }
  }

  /** Returns mode and depth as the catalogue has them. */
  String modeAndDepth() {
    return switch (mode) {
      case INDUCTION -> "induction " + depth;
      case REACHABILITY -> "reachability";
      case BOUNDED -> "bounded " + depth;
    };
  }
}
