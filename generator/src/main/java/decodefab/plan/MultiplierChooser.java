package decodefab.plan;

import decodefab.design.Target;
import decodefab.tech.Area;
import decodefab.tech.AreaModel;
import decodefab.tech.Device;
import decodefab.tech.Multiplier;
import decodefab.tech.TechLibrary;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses what lanes multiply with: what takes the least of the device's scarcest resource. A
 * synthesiser for an ASIC has multipliers of its own; it is given them, but for 2-bit weights.
 */
final class MultiplierChooser {
  /** Widest weight that {@code dfab_int_product} multiplies. */
  private static final int WIDEST_IN_LUTS = 16;

  /** A DSP takes less energy than the LUTs in its place, so those must save clearly more. */
  private static final double LUT_PENALTY = 4.0 / 3;

  private static final TechLibrary TECH = TechLibrary.load();

  private final Optional<Device> device;
  private final int activationBits;
  private final List<String> decisions;

  /**
   * A chooser for lanes of a target.
   *
   * <p>The tables are read once: an estimate plans many neighbours of a design.
   *
   * @param activationBits of what all weights are multiplied with
   * @param decisions where the reasons are added
   */
  MultiplierChooser(Target target, int activationBits, List<String> decisions) {
    this(device(target), activationBits, decisions);
  }

  /** A chooser for lanes of a device, or of an ASIC where there is none. */
  MultiplierChooser(Optional<Device> device, int activationBits, List<String> decisions) {
    this.device = device;
    this.activationBits = activationBits;
    this.decisions = decisions;
  }

  private static Optional<Device> device(Target target) {
    return switch (target.kind()) {
      case FPGA -> TECH.device(target.part());
      case ASIC -> Optional.empty();
    };
  }

  /**
   * The multiplier of lanes.
   *
   * @param what they are called in the reason
   * @param bits of the widest weight
   * @param paired whether two rows have the same activations
   */
  Multiplier choose(String what, int bits, boolean paired) {
    if (device.isEmpty()) {
      Multiplier chosen = bits == 2 ? Multiplier.LUT : Multiplier.DSP;
      decisions.add(
          what
              + " of "
              + bits
              + " bit "
              + (bits == 2 ? "select and add" : "have a multiplier each"));
      return chosen;
    }
    Set<Multiplier> legal = EnumSet.noneOf(Multiplier.class);
    if (bits <= WIDEST_IN_LUTS) {
      legal.add(Multiplier.LUT);
    }
    if (bits > 2) {
      legal.add(Multiplier.DSP);
      if (paired && fitsPair(bits, device.get())) {
        legal.add(Multiplier.DSP_PAIR);
      }
    }
    Multiplier chosen =
        legal.stream().min(Comparator.comparingDouble(m -> share(bits, m))).orElseThrow();
    decisions.add(what + " of " + bits + " bit " + text(chosen));
    return chosen;
  }

  private boolean fitsPair(int bits, Device has) {
    return AreaModel.fitsPair(bits, activationBits)
        && AreaModel.pairBits(bits, activationBits) <= has.dspBits().nominal();
  }

  private static String text(Multiplier chosen) {
    return switch (chosen) {
      case LUT -> "are made of LUTs, of which they take the least share of the device";
      case DSP -> "have a DSP each";
      case DSP_PAIR -> "have a DSP per two rows, which takes the least share of the device";
    };
  }

  private double share(int bits, Multiplier multiplier) {
    Area lane = TECH.areaModel().intLane(bits, activationBits, multiplier);
    return device.orElseThrow().utilisation(lane).values().stream()
            .mapToDouble(Double::doubleValue)
            .max()
            .orElseThrow()
        * (multiplier == Multiplier.LUT ? LUT_PENALTY : 1);
  }
}
