package decodefab.estimate;

import decodefab.design.Memory;
import decodefab.design.Target;
import decodefab.plan.HardwarePlan;
import decodefab.plan.Tier;
import decodefab.power.Activity;
import decodefab.power.PowerModel;
import decodefab.power.PowerPart;
import decodefab.power.PowerReport;
import decodefab.power.TierActivity;
import decodefab.tech.Area;
import decodefab.tech.AreaModel;
import decodefab.tech.Device;
import decodefab.tech.Figure;
import decodefab.tech.MemoryKind;
import decodefab.tech.Method;
import decodefab.tech.TechLibrary;
import decodefab.tech.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Power of a plan from counts, estimated or measured; the tables' owner is {@link PowerModel}. */
final class PowerEstimator {
  private static final double PICO = 1e-12;

  private PowerEstimator() {}

  /**
   * Power while decoding token after token.
   *
   * @param read bytes read off chip per token
   * @param written bytes written off chip per token
   */
  static PowerFigures estimate(
      HardwarePlan plan,
      TechLibrary tech,
      int position,
      Method method,
      double cycles,
      double read,
      double written) {
    Target target = plan.design().target();
    Optional<Device> device = device(plan, tech);
    if (device.isEmpty()) {
      return PowerFigures.missing(method, whyNoDevice(target, tech));
    }
    AreaModel blocks = tech.areaModel(device.get());
    List<TierActivity> tiers =
        plan.tier().stream().map(tier -> activity(tier, read, written)).toList();
    Activity activity =
        ActivityCounter.of(plan, ProgramCounts.of(plan, position), blocks, method, cycles, tiers);
    Area area = AreaCounter.count(plan, blocks).values().stream().reduce(Area.NONE, Area::plus);
    double clock = plan.fabric().clockHz();
    PowerReport report =
        new PowerModel(tech).estimate(activity, area, device.get(), clock, clock / cycles);
    return figures(plan, tech, report, activity, clock / cycles);
  }

  /** The device that a design names, if the tables have it. */
  static Optional<Device> device(HardwarePlan plan, TechLibrary tech) {
    Target target = plan.design().target();
    return switch (target.kind()) {
      case FPGA -> tech.device(target.part());
      case ASIC -> Optional.empty();
    };
  }

  /** Why there is no device to compute with. */
  static String whyNoDevice(Target target, TechLibrary tech) {
    return switch (target.kind()) {
      case FPGA ->
          "the tables have no device "
              + target.part()
              + "; the nearest is "
              + tech.nearestDevice(target.part());
      case ASIC -> "power and area of an ASIC are not modelled; name an FPGA to get them";
    };
  }

  private static TierActivity activity(Tier tier, double read, double written) {
    Memory memory = tier.memory();
    MemoryKind kind =
        MemoryKind.ofKey(memory.kind().text())
            .orElseThrow(() -> new IllegalStateException("no table of " + memory.kind().text()));
    return new TierActivity(memory.name(), kind, memory.channels(), read, written);
  }

  /** The report's figures, with the energy per bit that the design itself states, if it does. */
  private static PowerFigures figures(
      HardwarePlan plan,
      TechLibrary tech,
      PowerReport report,
      Activity activity,
      double tokensPerSecond) {
    List<PowerPart> parts = new ArrayList<>(report.parts());
    Figure total = report.total();
    Optional<Memory> stated =
        plan.tier().map(Tier::memory).filter(m -> m.energyPjPerBit().isPresent());
    if (stated.isPresent()) {
      TierActivity tier = activity.tiers().getFirst();
      parts.set(0, statedPart(stated.get(), tech, tier, activity.method(), tokensPerSecond));
      total =
          Figure.sum(Unit.WATT, parts.stream().map(PowerPart::watts).toList())
              .withSource(total.source());
    }
    return new PowerFigures(
        total,
        total.dividing(tokensPerSecond, Unit.TOKENS_PER_JOULE),
        total.scale(1 / tokensPerSecond, Unit.JOULE_PER_TOKEN),
        parts,
        report.notes());
  }

  private static PowerPart statedPart(
      Memory memory, TechLibrary tech, TierActivity tier, Method method, double tokensPerSecond) {
    double bits = tier.bytes() * 8 * tokensPerSecond;
    Figure moving =
        Figure.exact(
            memory.energyPjPerBit().getAsDouble() * bits * PICO,
            Unit.WATT,
            method,
            "energy per bit as the design states it");
    Figure floor =
        tech.memoryEnergy(tier.kind())
            .floor()
            .times(tier.kind().poweredUnits(tier.channels()), Unit.WATT, method);
    return new PowerPart("memory " + memory.name(), moving.plus(floor));
  }
}
