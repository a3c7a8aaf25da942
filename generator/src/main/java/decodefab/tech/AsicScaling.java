package decodefab.tech;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Energy of an ASIC operation at a node between 45 nm and 7 nm. Two published scalings disagree by
 * about four times: built hardware (Horowitz at 45 nm against Jouppi at 7 nm) gains 2 to 4 times,
 * the Stillmaker and Baas fit 10 to 16 times. The first is nominal, interpolated as a power of the
 * node; the second is the optimistic bound; the pessimistic bound is half of the nominal gain.
 */
public final class AsicScaling {
  /** Supply of Horowitz' 45 nm table, and the supply assumed at every target node, V. */
  private static final double REFERENCE_VOLTS = 0.9;

  private static final double TARGET_VOLTS = 0.8;

  private record Fit(double a, double b, double c) {
    double at(double volts) {
      return a * volts * volts + b * volts + c;
    }
  }

  private final Map<AsicOp, Quantity> at45 = new EnumMap<>(AsicOp.class);
  private final Map<AsicOp, Quantity> at7 = new EnumMap<>(AsicOp.class);
  private final TreeMap<Integer, Fit> fits = new TreeMap<>();

  private AsicScaling(TechTable table) {
    for (AsicOp op : AsicOp.values()) {
      at45.put(op, table.get(op.key(), "45", Unit.PJ_PER_OP));
      at7.put(op, table.get(op.key(), "7", Unit.PJ_PER_OP));
    }
    for (String item : table.rows().keySet()) {
      if (item.startsWith("stillmaker_")) {
        fits.put(
            Integer.valueOf(item.substring("stillmaker_".length())),
            new Fit(
                table.get(item, "a", Unit.COEFFICIENT).nominal(),
                table.get(item, "b", Unit.COEFFICIENT).nominal(),
                table.get(item, "c", Unit.COEFFICIENT).nominal()));
      }
    }
  }

  static AsicScaling load() {
    return new AsicScaling(TechTable.load("asic.csv"));
  }

  /** Nodes that can be asked for, nm, smallest first. */
  public List<Integer> nodes() {
    return List.copyOf(fits.keySet());
  }

  /**
   * Energy of one operation, pJ.
   *
   * @param node one of {@link #nodes()}, nm
   */
  public Quantity energy(AsicOp op, int node) {
    Fit fit = fits.get(node);
    if (fit == null) {
      throw new IllegalArgumentException("no scaling for " + node + " nm, know " + nodes());
    }
    Quantity old = at45.get(op);
    double depth = Math.log(45.0 / node) / Math.log(45.0 / 7.0);
    double built = Math.pow(at7.get(op).nominal() / old.nominal(), depth);
    double fitted = fit.at(TARGET_VOLTS) / fits.get(45).at(REFERENCE_VOLTS);
    return new Quantity(
        old.nominal() * Math.min(fitted, built),
        old.nominal() * built,
        old.nominal() * Math.max(built, (1 + built) / 2),
        Unit.PJ_PER_OP,
        Sureness.R,
        old.source()
            + "; scaled by the 45-to-7 nm ratio of built hardware (Jouppi et al., R); low by"
            + " Stillmaker & Baas 2017 at 0.8 V; high = half of that gain");
  }
}
