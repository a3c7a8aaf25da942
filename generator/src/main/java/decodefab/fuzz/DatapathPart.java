package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Clock and widths.
 *
 * @param clockMhz clock in MHz
 * @param rows rows of the tile
 * @param cols columns of the tile
 * @param vector lanes of the vector engine
 */
record DatapathPart(int clockMhz, int rows, int cols, int vector) implements Part {
  private static final DatapathPart SIMPLEST = new DatapathPart(200, 4, 4, 2);

  @Override
  public List<String> clauses() {
    return List.of(
        "datapath { clock %d MHz  lanes %d  vector %d x fp32 }"
            .formatted(clockMhz, rows * cols, vector),
        "tile matvec { rows %d  cols %d }".formatted(rows, cols));
  }

  @Override
  public String summary() {
    return "tile " + rows + " x " + cols + " vector " + vector;
  }

  @Override
  public List<String> bins() {
    return List.of("rows " + rows, "cols " + cols, "vector " + vector);
  }

  @Override
  public List<Part> simpler() {
    List<Part> parts = new ArrayList<>();
    Stream.of(
            SIMPLEST,
            new DatapathPart(200, SIMPLEST.rows, SIMPLEST.cols, vector),
            new DatapathPart(200, rows, cols, SIMPLEST.vector),
            new DatapathPart(200, rows, SIMPLEST.cols, vector),
            new DatapathPart(200, SIMPLEST.rows, cols, vector),
            new DatapathPart(200, rows, Math.max(2, cols / 2), vector),
            new DatapathPart(200, Math.max(1, rows / 2), cols, vector),
            new DatapathPart(200, rows, cols, Math.max(2, vector / 2)),
            new DatapathPart(200, rows, cols, vector))
        .filter(part -> part.size() < size() || (part.size() == size() && clockMhz != 200))
        .forEach(parts::add);
    return parts;
  }

  /** Simpler parts are smaller, so that simplifying comes to an end. */
  private int size() {
    return rows * cols + vector;
  }
}
