package decodefab.simtests.cell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulation test in a form that can be repeated with faulty cells in the place of the library's.
 *
 * @param name of the test
 * @param cells that it answers for
 * @param builder builds its bench
 */
public record CellCheck(String name, List<String> cells, Builder builder) {

  public CellCheck {
    cells = List.copyOf(cells);
  }

  /** Builds a bench. */
  public interface Builder {
    /**
     * Builds the bench from the given cells and makes up what to feed it.
     *
     * @throws IOException if files cannot be written
     */
    Built build(CellSource cells) throws IOException;
  }

  /** A bench that was built, ready to run any number of times. */
  public interface Built {
    /**
     * Runs the bench and compares what it does, short runs first.
     *
     * @param cell that may be faulty, if any: what cannot depend on it may be left out
     * @param environment of the simulation
     * @throws AssertionError if the bench does something else than its model
     * @throws IllegalStateException if the simulation itself finds a rule broken, or does not end
     * @throws IOException if files cannot be written
     */
    void run(Optional<String> cell, Map<String, String> environment) throws IOException;
  }
}
