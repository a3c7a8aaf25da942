package decodefab.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Tiles of 4 to 256 lanes of every shape that the language has, 1 to 64 rows and 2 to 256 columns,
 * and vector engines of 2 to 64 lanes. Left out for the sake of building time: tiles of 512 to 4096
 * lanes. The clock is 50 to 500 MHz; only the ports of a memory depend on it.
 */
final class DatapathDimension implements Dimension {
  private static final int MOST_LANES = 256;
  private static final int MOST_ROWS = 64;
  private static final int MOST_COLS = 256;
  private static final int MOST_VECTOR = 64;

  @Override
  public String name() {
    return "datapath";
  }

  @Override
  public List<String> bins() {
    List<String> bins = new ArrayList<>();
    powers(bins, "rows ", 1, MOST_ROWS);
    powers(bins, "cols ", 2, MOST_COLS);
    powers(bins, "vector ", 2, MOST_VECTOR);
    return bins;
  }

  private static void powers(List<String> bins, String what, int low, int high) {
    for (int i = low; i <= high; i *= 2) {
      bins.add(what + i);
    }
  }

  @Override
  public Part draw(Draw draw, Recipe before) {
    // Small hardware is built sooner, and most of what can go wrong shows there too.
    int lanes = draw.chance(75) ? draw.powerOfTwo(4, 64) : draw.powerOfTwo(128, MOST_LANES);
    int rows = draw.powerOfTwo(Math.max(1, lanes / MOST_COLS), Math.min(MOST_ROWS, lanes / 2));
    int vector = draw.chance(85) ? draw.powerOfTwo(2, 16) : draw.powerOfTwo(32, MOST_VECTOR);
    return new DatapathPart(draw.of(50, 100, 200, 200, 300, 500), rows, lanes / rows, vector);
  }
}
