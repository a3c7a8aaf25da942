package decodefab.simtests.formal;

/**
 * One fault of a cell that holds all of its faults at once; see {@link FaultyCell}.
 *
 * @param id from 1 in the order of the file
 * @param line of the cell's file, from 1
 * @param before what the line says, from the change to a few words behind it
 * @param after what it says with the fault
 */
public record Fault(int id, int line, String before, String after) {

  @Override
  public String toString() {
    return "line %d: `%s` -> `%s`".formatted(line, before, after);
  }
}
