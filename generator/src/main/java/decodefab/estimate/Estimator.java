package decodefab.estimate;

import decodefab.design.Memory;
import decodefab.plan.Engine;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LayerRun;
import decodefab.plan.MatrixPlacement;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a planned design will do before any simulation. Pure: the same plan and tables give the
 * same estimate.
 */
public final class Estimator {
  /** How far simulated cycles may lie from the model's; a test holds shipped designs against it. */
  static final double MODEL_ERROR = 0.05;

  private static final String WALK = "walk through the program with the cells' cycle counts";

  private final HardwarePlan plan;
  private final TechLibrary tech;
  private final int position;
  private final CycleCount count;
  private final Traffic traffic;

  private Estimator(HardwarePlan plan, TechLibrary tech, int position) {
    this.plan = plan;
    this.tech = tech;
    this.position = position;
    this.count = CycleModel.count(plan, position, 1);
    this.traffic = Traffic.of(plan, ProgramCounts.of(plan, position));
  }

  /**
   * Estimates a design.
   *
   * @param position position of the token, 0 to context - 1: attention grows with it
   * @throws IllegalArgumentException when the position is outside the model's context
   */
  public static Estimate estimate(HardwarePlan plan, TechLibrary tech, int position) {
    return withNeighbours(plan, tech, position, NeighbourFinder.find(plan, tech, position));
  }

  /** The same without a look at the design's neighbours, which takes most of the time. */
  public static Estimate estimateAlone(HardwarePlan plan, TechLibrary tech, int position) {
    return withNeighbours(plan, tech, position, List.of());
  }

  /**
   * Areas by module alone.
   *
   * @param blocks what each block takes on the device that is meant
   */
  public static Map<String, Area> areas(HardwarePlan plan, AreaModel blocks) {
    return AreaCounter.count(plan, blocks);
  }

  static Estimate withNeighbours(
      HardwarePlan plan, TechLibrary tech, int position, List<Neighbour> neighbours) {
    int context = plan.graph().shape().context();
    if (position < 0 || position >= context) {
      throw new IllegalArgumentException("position " + position + " outside 0.." + (context - 1));
    }
    return new Estimator(plan, tech, position).estimate(neighbours);
  }

  private Estimate estimate(List<Neighbour> neighbours) {
    Figure cycles = cycles();
    double clock = plan.fabric().clockHz();
    PowerFigures power =
        PowerEstimator.estimate(
            plan,
            tech,
            position,
            Method.ANALYTIC,
            (double) count.cycles(),
            traffic.offChipRead(),
            traffic.offChipWritten());
    LimitFinder limits = new LimitFinder(plan, count, traffic);
    return new Estimate(
        plan.design().name(),
        position,
        cycles,
        cycles.dividing(clock, Unit.TOKENS_PER_SECOND),
        operations(),
        layers(),
        count.rest(),
        engines(),
        tiers(),
        power,
        area(),
        limits.bounds(),
        limits.words(),
        neighbours);
  }

  /** The tables know how much of a memory's peak real decoders reach; the simulation reaches it. */
  private Figure cycles() {
    double nominal = count.cycles();
    double high = nominal;
    String source = WALK;
    if (plan.tier().isPresent()) {
      MemoryKind kind = MemoryKind.ofKey(plan.tier().get().memory().kind().text()).orElseThrow();
      double share = tech.memoryEnergy(kind).utilisation().low();
      high = CycleModel.count(plan, position, share).cycles();
      source += String.format(Locale.ROOT, "; high at %.0f %% of the bandwidth", 100 * share);
    }
    return Figure.ranged(
        nominal * (1 - MODEL_ERROR),
        nominal,
        Math.max(high, nominal) * (1 + MODEL_ERROR),
        Unit.CYCLES_PER_TOKEN,
        Method.ANALYTIC,
        source);
  }

  private List<OperationEstimate> operations() {
    return count.operations().stream()
        .map(
            o ->
                new OperationEstimate(
                    o.label(), o.engine(), o.layers(), o.runs(), o.work(), o.stalled(), o.added()))
        .toList();
  }

  private List<LayersEstimate> layers() {
    List<LayersEstimate> layers = new ArrayList<>();
    for (LayerRun run : plan.runs()) {
      long added =
          count.operations().stream()
              .filter(o -> o.layers().equals(run.text()))
              .mapToLong(OperationTally::added)
              .sum();
      long bytes = 0;
      for (MatrixPlacement m : run.matrices().values()) {
        bytes += plan.fabric().containers(m) * plan.fabric().containerBytes();
        bytes += plan.fabric().scaleWords(m) * plan.fabric().scaleWordBytes();
      }
      layers.add(new LayersEstimate(run.text(), run.count(), added, run.count() * bytes));
    }
    return layers;
  }

  private List<EngineEstimate> engines() {
    List<EngineEstimate> engines = new ArrayList<>();
    for (Map.Entry<Engine, Occupation> e : count.engines().entrySet()) {
      Occupation o = e.getValue();
      engines.add(
          new EngineEstimate(
              e.getKey().name().toLowerCase(Locale.ROOT),
              exact((double) o.busy(), Unit.CYCLES_PER_TOKEN),
              exact((double) o.work(), Unit.CYCLES_PER_TOKEN),
              exact((double) o.stalled(), Unit.CYCLES_PER_TOKEN)));
    }
    return engines;
  }

  private List<TierEstimate> tiers() {
    return traffic.memories().stream().map(this::tier).toList();
  }

  private TierEstimate tier(Memory memory) {
    List<TierEstimate.Flow> flows =
        traffic.of(memory).stream()
            .map(f -> new TierEstimate.Flow(f.what(), bytes(f.read()), bytes(f.written())))
            .toList();
    double read = traffic.read(memory);
    double written = traffic.written(memory);
    double peak = traffic.peakBytesPerCycle(memory, plan.fabric().clockHz()) * count.cycles();
    Figure share = exact((read + written) / peak, Unit.FRACTION);
    return new TierEstimate(memory.name(), bytes(read), bytes(written), share, flows);
  }

  private AreaEstimate area() {
    Optional<Device> device = PowerEstimator.device(plan, tech);
    AreaModel blocks = device.map(tech::areaModel).orElseGet(tech::areaModel);
    Map<String, Area> parts = AreaCounter.count(plan, blocks);
    Area total = parts.values().stream().reduce(Area.NONE, Area::plus);
    List<String> notes = new ArrayList<>();
    Map<String, Double> shares = device.map(d -> d.utilisation(total)).orElse(Map.of());
    if (device.isEmpty()) {
      notes.add(PowerEstimator.whyNoDevice(plan.design().target(), tech));
    }
    shares.forEach(
        (resource, share) -> {
          if (share > 1) {
            notes.add(
                String.format(
                    Locale.ROOT,
                    "does not fit %s: it needs %s %s",
                    plan.design().target().part(),
                    Double.isInfinite(share)
                        ? "some"
                        : String.format(Locale.ROOT, "%.1f times its", share),
                    resource));
          }
        });
    return new AreaEstimate(blocks.figures(total, Method.ANALYTIC), parts, shares, notes);
  }

  private static Figure bytes(double value) {
    return exact(value, Unit.BYTES_PER_TOKEN);
  }

  private static Figure exact(double value, Unit unit) {
    return Figure.exact(value, unit, Method.ANALYTIC, "counted in the program");
  }
}
