package decodefab.tech;

/** Measured and estimated areas of building blocks, the rows of {@code area.csv}. */
final class AreaTable {
  private final TechTable table;

  private AreaTable(TechTable table) {
    this.table = table;
  }

  static AreaTable load() {
    return new AreaTable(TechTable.load("area.csv"));
  }

  boolean has(String block) {
    return table.rows().containsKey(block);
  }

  /** Area of one block that the table must have. */
  Area area(String block) {
    return new Area(
        count(block, "lut"), count(block, "ff"), count(block, "dsp"), count(block, "bram36"), 0);
  }

  /** How a built design compares with the sum of the table's counts. */
  Quantity builtOverYosys(String resource) {
    return table.get("built_over_yosys", resource, Unit.RATIO);
  }

  private double count(String block, String resource) {
    return table.get(block, resource, Unit.COUNT).nominal();
  }
}
