package decodefab.power;

import decodefab.tech.Area;
import decodefab.tech.AreaModel;
import decodefab.tech.Device;
import decodefab.tech.EnergyItem;
import decodefab.tech.Figure;
import decodefab.tech.MemoryEnergy;
import decodefab.tech.Method;
import decodefab.tech.Quantity;
import decodefab.tech.TechLibrary;
import decodefab.tech.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns activity counts into power by part: dynamic power is energy per event times events per
 * second; clock, memory floors and static power run all the time.
 *
 * <p>Logic energy is LUT count x energy per LUT and cycle, since no published energy per FPGA
 * operation was found: an operation makes its own cell's LUTs busy for one cycle; all remaining
 * LUT-cycles (control, waiting lanes) toggle at a small share of that. The clock is counted once,
 * per flip-flop, and left out of the LUT energy.
 */
public final class PowerModel {
  /** Board-level pJ per off-chip bit below which an estimate is to be distrusted. */
  static final double DISTRUST_PJ_PER_BIT = 15;

  private static final double PICO = 1e-12;
  private static final double FEMTO = 1e-15;

  private final TechLibrary library;

  /** A model over these tables. */
  public PowerModel(TechLibrary library) {
    this.library = library;
  }

  /**
   * Power while decoding token after token.
   *
   * @param activity counts per token
   * @param area the fabric's resources
   * @param device where it runs
   * @param clockHz fabric clock, Hz, more than 0
   * @param tokensPerSecond decoded tokens per second, more than 0, at most clock / cycles
   * @throws IllegalArgumentException if clock and rate are impossible together
   */
  public PowerReport estimate(
      Activity activity, Area area, Device device, double clockHz, double tokensPerSecond) {
    if (!(clockHz > 0 && tokensPerSecond > 0 && Double.isFinite(clockHz))) {
      throw new IllegalArgumentException("clock and token rate must be more than 0");
    }
    if (!(activity.cycles() * tokensPerSecond <= clockHz * (1 + 1e-9))) {
      throw new IllegalArgumentException(
          tokensPerSecond
              + " tokens/s of "
              + activity.cycles()
              + " cycles do not fit into "
              + clockHz
              + " Hz");
    }
    Run run = new Run(activity, area, device, clockHz, tokensPerSecond);
    List<PowerPart> parts = new ArrayList<>();
    activity
        .tiers()
        .forEach(tier -> parts.add(new PowerPart("memory " + tier.name(), run.tier(tier))));
    parts.add(new PowerPart("arithmetic", run.arithmetic()));
    parts.add(new PowerPart("control and waiting logic", run.waitingLogic()));
    parts.add(new PowerPart("on-chip memory", run.onChip()));
    parts.add(new PowerPart("clock and registers", run.clock()));
    parts.add(new PowerPart("static", Figure.of(device.staticPower(), activity.method())));
    if (device.processingSystem().high() > 0) {
      parts.add(
          new PowerPart(
              "processing system", Figure.of(device.processingSystem(), activity.method())));
    }
    Figure total =
        Figure.sum(Unit.WATT, parts.stream().map(PowerPart::watts).toList())
            .withSource("sum of the parts, each with its own source");
    return new PowerReport(
        parts,
        total,
        total.dividing(tokensPerSecond, Unit.TOKENS_PER_JOULE),
        total.scale(1 / tokensPerSecond, Unit.JOULE_PER_TOKEN),
        notes(activity, device, total, tokensPerSecond));
  }

  private List<String> notes(
      Activity activity, Device device, Figure total, double tokensPerSecond) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "The total is device and memories; fans, power conversion, host link and host are not in it."
            + library
                .boardOf(device)
                .map(
                    b ->
                        String.format(
                            Locale.ROOT,
                            " The idle %s draws about %.0f W.",
                            b.name(),
                            b.idle().nominal()))
                .orElse(""));
    double bitsPerSecond = activity.offChipBytes() * 8 * tokensPerSecond;
    if (bitsPerSecond > 0) {
      double perBit = total.value().orElse(Double.NaN) / bitsPerSecond / PICO;
      if (perBit < DISTRUST_PJ_PER_BIT) {
        notes.add(
            String.format(
                Locale.ROOT,
                "Warning: %.1f pJ per off-chip bit for everything. Measured boards and GPUs need 24"
                    + " to 35; an estimate below %.0f is to be distrusted.",
                perBit,
                DISTRUST_PJ_PER_BIT));
      }
    }
    return notes;
  }

  /** One call's inputs, so that each part is a method without a row of parameters. */
  private final class Run {
    private final Activity activity;
    private final Area area;
    private final Device device;
    private final double clockHz;
    private final double tokensPerSecond;
    private final AreaModel blocks;

    Run(Activity activity, Area area, Device device, double clockHz, double tokensPerSecond) {
      this.activity = activity;
      this.area = area;
      this.device = device;
      this.clockHz = clockHz;
      this.tokensPerSecond = tokensPerSecond;
      this.blocks = library.areaModel(device);
    }

    Figure tier(TierActivity tier) {
      MemoryEnergy energy = library.memoryEnergy(tier.kind());
      Figure moving = watts(energy.perBit(), tier.bytes() * 8 * tokensPerSecond * PICO);
      return moving.plus(watts(energy.floor(), tier.kind().poweredUnits(tier.channels())));
    }

    Figure arithmetic() {
      Figure luts =
          watts(
              library.energy(EnergyItem.LUT_AND_ROUTING, device),
              busyLutCycles() * tokensPerSecond * FEMTO);
      return luts.plus(watts(dspEnergy(), dspOps() * tokensPerSecond * PICO));
    }

    Figure waitingLogic() {
      // More busy LUT-cycles than LUTs exist can only mean that lanes were left out of the area.
      double idle = Math.max(0, area.lut() * clockHz - busyLutCycles() * tokensPerSecond);
      Quantity energy =
          library.energy(EnergyItem.LUT_AND_ROUTING, device).times(library.idleLogicActivity());
      return watts(energy, idle * FEMTO);
    }

    Figure onChip() {
      OnChipActivity accesses = activity.onChip();
      return access(EnergyItem.BRAM36_ACCESS, accesses.bram())
          .plus(access(EnergyItem.URAM_ACCESS, accesses.uram()))
          .plus(access(EnergyItem.LUTRAM_ACCESS, accesses.lutram()));
    }

    Figure clock() {
      Quantity perFlipFlop =
          library
              .energy(EnergyItem.FLIPFLOP, device)
              .plus(library.energy(EnergyItem.CLOCK_TREE, device));
      return watts(perFlipFlop, area.ff() * clockHz * FEMTO);
    }

    private Figure access(EnergyItem item, double count) {
      return watts(library.energy(item, device), count * tokensPerSecond * PICO);
    }

    /** LUT-cycles that operations make busy, per token. */
    private double busyLutCycles() {
      FloatActivity floats = activity.floats();
      double macs = activity.macs().stream().mapToDouble(m -> m.count() * lane(m).lut()).sum();
      return macs
          + floats.adds() * blocks.fpAdd().lut()
          + floats.muls() * blocks.fpMul().lut()
          + floats.conversions() * blocks.intToFp().lut()
          + floats.specials() * blocks.sfu().lut();
    }

    private Area lane(MacActivity mac) {
      return blocks.intLane(mac.weightBits(), mac.activationBits(), mac.multiplier());
    }

    /** DSP operations per token: those of lanes, fp32 multipliers and special functions. */
    private double dspOps() {
      FloatActivity floats = activity.floats();
      double macs = activity.macs().stream().mapToDouble(m -> m.count() * lane(m).dsp()).sum();
      return macs + floats.muls() * blocks.fpMul().dsp() + floats.specials() * blocks.sfu().dsp();
    }

    private Quantity dspEnergy() {
      return library.energy(EnergyItem.DSP48E2_OP, device);
    }

    private Figure watts(Quantity perEvent, double eventsPerSecond) {
      Method method = activity.method();
      return perEvent.times(eventsPerSecond, Unit.WATT, method);
    }
  }
}
