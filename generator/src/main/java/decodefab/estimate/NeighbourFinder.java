package decodefab.estimate;

import decodefab.design.Datapath;
import decodefab.design.Design;
import decodefab.design.MatvecTile;
import decodefab.diag.Diagnostic;
import decodefab.diag.InputException;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Planner;
import decodefab.tech.TechLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Estimates the designs next to a design: half and twice its lanes and its vector width. */
final class NeighbourFinder {
  private static final int MIN_VECTOR = 2;
  private static final int MAX_VECTOR = 64;
  private static final int MIN_LANES = 4;
  private static final int MAX_LANES = 4096;

  private final HardwarePlan plan;
  private final TechLibrary tech;
  private final int position;

  private NeighbourFinder(HardwarePlan plan, TechLibrary tech, int position) {
    this.plan = plan;
    this.tech = tech;
    this.position = position;
  }

  static List<Neighbour> find(HardwarePlan plan, TechLibrary tech, int position) {
    NeighbourFinder finder = new NeighbourFinder(plan, tech, position);
    Design design = plan.design();
    MatvecTile tile = design.tile();
    int vector = design.datapath().vector();
    List<Neighbour> found = new ArrayList<>();
    boolean widest = tile.cols() == MatvecTile.MAX_COLS;
    finder.tile(found, tile.rows() * (widest ? 2 : 1), tile.cols() * (widest ? 1 : 2));
    boolean narrowest = tile.cols() == MatvecTile.MIN_COLS;
    finder.tile(found, tile.rows() / (narrowest ? 2 : 1), tile.cols() / (narrowest ? 1 : 2));
    finder.vector(found, vector * 2);
    finder.vector(found, vector / 2);
    return found;
  }

  private void tile(List<Neighbour> found, int rows, int cols) {
    int lanes = rows * cols;
    if (lanes < MIN_LANES || lanes > MAX_LANES || rows > MatvecTile.MAX_ROWS) {
      return;
    }
    Datapath d = plan.design().datapath();
    Datapath datapath =
        new Datapath(d.clockHz(), lanes, wideLanes(d, rows, cols), d.vector(), d.batch(), d.span());
    MatvecTile tile = new MatvecTile(rows, cols, plan.design().tile().span());
    String change = "lanes " + lanes + " (" + rows + " x " + cols + ")";
    found.add(estimate(change, with(datapath, tile)));
  }

  /** As many as the design has, as far as the tile allows. */
  private static OptionalInt wideLanes(Datapath d, int rows, int cols) {
    return d.wideLanes().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.clamp(d.wideLanes().getAsInt(), cols, rows * cols));
  }

  private void vector(List<Neighbour> found, int vector) {
    if (vector < MIN_VECTOR || vector > MAX_VECTOR) {
      return;
    }
    Datapath d = plan.design().datapath();
    Datapath datapath =
        new Datapath(d.clockHz(), d.lanes(), d.wideLanes(), vector, d.batch(), d.span());
    found.add(estimate("vector " + vector, with(datapath, plan.design().tile())));
  }

  private Design with(Datapath datapath, MatvecTile tile) {
    Design d = plan.design();
    return new Design(
        d.name(),
        d.source(),
        d.span(),
        d.model(),
        d.calibration(),
        d.formats(),
        d.sparsity(),
        d.memories(),
        d.placement(),
        datapath,
        tile,
        d.target(),
        d.origins());
  }

  private Neighbour estimate(String change, Design design) {
    try {
      HardwarePlan other = Planner.plan(design, plan.graph().shape());
      Estimate e = Estimator.withNeighbours(other, tech, position, List.of());
      return new Neighbour(
          change,
          Optional.of(
              new Neighbour.Figures(
                  e.cyclesPerToken(),
                  e.tokensPerSecond(),
                  e.power().total(),
                  e.power().tokensPerJoule())),
          e.area().notes());
    } catch (InputException e) {
      return new Neighbour(
          change, Optional.empty(), e.diagnostics().stream().map(Diagnostic::message).toList());
    }
  }
}
