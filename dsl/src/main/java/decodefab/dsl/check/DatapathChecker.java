package decodefab.dsl.check;

import decodefab.design.Datapath;
import decodefab.design.MatvecTile;
import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.diag.Span;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Datapath and tile, which must agree: lanes = rows x cols. */
final class DatapathChecker {
  static final int MIN_LANES = 4;
  static final int MAX_LANES = 4096;
  private static final double DEFAULT_CLOCK_HZ = 200e6;
  private static final int DEFAULT_LANES = 128;
  private static final int DEFAULT_VECTOR = 8;
  private static final int MIN_VECTOR = 2;
  private static final int MAX_VECTOR = 64;
  private static final int MAX_BATCH = 1024;

  private final Values values;
  private final OriginTable origins;
  private final BuildableChecker buildable;
  private final Reporter reporter;

  DatapathChecker(
      Values values, OriginTable origins, BuildableChecker buildable, Reporter reporter) {
    this.values = values;
    this.origins = origins;
    this.buildable = buildable;
    this.reporter = reporter;
  }

  /** What both blocks together say. */
  record Checked(Datapath datapath, MatvecTile tile) {}

  /** Checks both blocks; what is wrong is reported and the default taken in its place. */
  Checked check(
      Optional<Clause.DatapathBlock> datapath, Optional<Clause.TileBlock> tile, Span design) {
    Map<String, Setting> path =
        origins.settings(
            "datapath", datapath.map(Clause.DatapathBlock::settings).orElse(List.of()));
    Map<String, Setting> tiling =
        origins.settings("tile", tile.map(Clause.TileBlock::settings).orElse(List.of()));
    datapath.ifPresent(d -> origins.note("datapath", d.span()));
    tile.ifPresent(t -> origins.note("tile", t.span()));
    tile.filter(t -> !t.engine().text().equals("matvec"))
        .ifPresent(
            t ->
                reporter.error(
                    Code.DF208,
                    "`" + t.engine().text() + "` is not an engine with a tile",
                    t.engine().span(),
                    Nearest.help(t.engine().text(), List.of("matvec"), "engine")));
    double clock =
        scalar(path, "clock")
            .flatMap(s -> values.measure(s.value(), "clock", Limits.CLOCK))
            .map(Values.Measured::asDouble)
            .orElse(DEFAULT_CLOCK_HZ);
    int batch =
        scalar(path, "batch")
            .flatMap(s -> values.count(s.value(), "batch", 1, MAX_BATCH))
            .orElse(1);
    Lanes lanes = lanes(scalar(path, "lanes"), scalar(tiling, "rows"), scalar(tiling, "cols"));
    return new Checked(
        new Datapath(
            clock,
            lanes.rows * lanes.cols,
            wideLanes(scalar(path, "wide_lanes"), lanes),
            vector(path),
            batch,
            datapath.map(Clause.DatapathBlock::span).orElse(design)),
        new MatvecTile(lanes.rows, lanes.cols, tile.map(Clause.TileBlock::span).orElse(design)));
  }

  /** Whole rows of the tile, so that a row's sum is taken at once. */
  private OptionalInt wideLanes(Optional<Setting.Scalar> written, Lanes tile) {
    return written
        .flatMap(s -> values.powerOfTwo(s.value(), "wide_lanes", tile.cols, tile.rows * tile.cols))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private int vector(Map<String, Setting> path) {
    if (!(path.get("vector") instanceof Setting.Vector vector)) {
      return DEFAULT_VECTOR;
    }
    buildable.vectorElement(vector.element());
    return values
        .powerOfTwo(vector.count(), "vector", MIN_VECTOR, MAX_VECTOR)
        .orElse(DEFAULT_VECTOR);
  }

  private Lanes lanes(
      Optional<Setting.Scalar> lanes,
      Optional<Setting.Scalar> rows,
      Optional<Setting.Scalar> cols) {
    Optional<Integer> laneCount =
        lanes.flatMap(s -> values.count(s.value(), "lanes", MIN_LANES, MAX_LANES));
    Optional<Integer> rowCount =
        rows.flatMap(s -> values.powerOfTwo(s.value(), "tile rows", 1, MatvecTile.MAX_ROWS));
    Optional<Integer> colCount =
        cols.flatMap(
            s ->
                values.powerOfTwo(
                    s.value(), "tile cols", MatvecTile.MIN_COLS, MatvecTile.MAX_COLS));
    boolean refused =
        (lanes.isPresent() && laneCount.isEmpty())
            || (rows.isPresent() && rowCount.isEmpty())
            || (cols.isPresent() && colCount.isEmpty());
    if (refused) {
      return Lanes.near(DEFAULT_LANES);
    }
    if (rowCount.isPresent() && colCount.isPresent()) {
      return both(laneCount, lanes, new Lanes(rowCount.get(), colCount.get()), cols.get());
    }
    int wanted = laneCount.orElse(DEFAULT_LANES);
    if (rowCount.isEmpty() && colCount.isEmpty()) {
      if (Integer.bitCount(wanted) != 1) {
        reporter.error(
            Code.DF305,
            "lanes " + wanted + " is not a power of two",
            lanes.orElseThrow().value().span(),
            "nearest legal: " + Values.neighbours(wanted, MIN_LANES, MAX_LANES));
        return Lanes.near(DEFAULT_LANES);
      }
      return Lanes.near(wanted);
    }
    return one(wanted, rowCount, colCount, lanes.or(() -> rows).or(() -> cols).orElseThrow());
  }

  /** Rows and columns are both written: they decide, and lanes must be their product. */
  private Lanes both(
      Optional<Integer> laneCount,
      Optional<Setting.Scalar> written,
      Lanes tile,
      Setting.Scalar cols) {
    int product = tile.rows * tile.cols;
    if (laneCount.isPresent() && laneCount.get() != product) {
      reporter.error(
          Code.DF401,
          "lanes "
              + laneCount.get()
              + " is not rows "
              + tile.rows
              + " x cols "
              + tile.cols
              + " = "
              + product,
          written.orElseThrow().value().span(),
          "write lanes " + product + ", or a tile of " + factors(laneCount.get()));
    } else if (product < MIN_LANES || product > MAX_LANES) {
      reporter.error(
          Code.DF304,
          "a tile of rows "
              + tile.rows
              + " x cols "
              + tile.cols
              + " = "
              + product
              + " lanes is out of range",
          cols.span(),
          "legal: " + MIN_LANES + " to " + MAX_LANES + " lanes");
    } else {
      return tile;
    }
    return Lanes.near(DEFAULT_LANES);
  }

  /** Only one side of the tile is written: the lanes give the other. */
  private Lanes one(
      int wanted, Optional<Integer> rows, Optional<Integer> cols, Setting.Scalar written) {
    for (Lanes tile : Lanes.all(wanted)) {
      if (tile.rows == rows.orElse(tile.rows) && tile.cols == cols.orElse(tile.cols)) {
        return tile;
      }
    }
    reporter.error(
        Code.DF401,
        "no tile with "
            + rows.map(r -> "rows " + r).orElseGet(() -> "cols " + cols.orElseThrow())
            + " has "
            + wanted
            + " lanes",
        written.value().span(),
        "legal for " + wanted + " lanes: " + factors(wanted));
    return Lanes.near(DEFAULT_LANES);
  }

  /** Every legal tile of so many lanes, or of the nearest legal number of lanes. */
  private static String factors(int lanes) {
    List<Lanes> tiles = Lanes.all(lanes);
    if (!tiles.isEmpty()) {
      return String.join(", ", tiles.stream().map(t -> t.rows + " x " + t.cols).toList());
    }
    return Values.neighbours(lanes, MIN_LANES, MAX_LANES)
        + " lanes ("
        + lanes
        + " is not a power of two)";
  }

  private static Optional<Setting.Scalar> scalar(Map<String, Setting> settings, String key) {
    return Optional.ofNullable(settings.get(key))
        .filter(Setting.Scalar.class::isInstance)
        .map(Setting.Scalar.class::cast);
  }

  /** A legal arrangement of lanes. */
  private record Lanes(int rows, int cols) {
    /** All arrangements of so many lanes, fewest rows first; none unless a power of two. */
    static List<Lanes> all(int lanes) {
      List<Lanes> tiles = new ArrayList<>();
      for (int rows = 1; rows <= MatvecTile.MAX_ROWS; rows *= 2) {
        int cols = lanes / rows;
        boolean exact = lanes % rows == 0 && Integer.bitCount(cols) == 1;
        if (exact && cols >= MatvecTile.MIN_COLS && cols <= MatvecTile.MAX_COLS) {
          tiles.add(new Lanes(rows, cols));
        }
      }
      return tiles;
    }

    /** The default arrangement: as many columns as rows, or the next more. 128 is 8 x 16. */
    static Lanes near(int lanes) {
      int power = Integer.numberOfTrailingZeros(lanes);
      int rows = 1 << ((power - 1) / 2);
      return new Lanes(rows, lanes / rows);
    }
  }
}
