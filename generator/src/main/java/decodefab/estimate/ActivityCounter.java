package decodefab.estimate;

import decodefab.plan.FabricParameters;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LanePlan;
import decodefab.plan.OnChipUse;
import decodefab.power.Activity;
import decodefab.power.FloatActivity;
import decodefab.power.MacActivity;
import decodefab.power.OnChipActivity;
import decodefab.power.TierActivity;
import decodefab.tech.Area;
import decodefab.tech.AreaModel;
import decodefab.tech.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Turns counts of the program into counts of what costs energy.
 *
 * <p>Every lane of a slot counts, those that hold padding too, and int4 weights count as the int8
 * lanes that multiply them. A vector word that passes a half of the lane pipeline makes all cells
 * of that half work, whether its command needs their results or not, since nothing isolates them.
 */
final class ActivityCounter {
  /** Width of one access in the energy tables. */
  private static final int ACCESS_BITS = 72;

  private final HardwarePlan plan;
  private final ProgramCounts counts;
  private final AreaModel blocks;
  private double bram;
  private double uram;
  private double lutram;

  private ActivityCounter(HardwarePlan plan, ProgramCounts counts, AreaModel blocks) {
    this.plan = plan;
    this.counts = counts;
    this.blocks = blocks;
  }

  static Activity of(
      HardwarePlan plan,
      ProgramCounts counts,
      AreaModel blocks,
      Method method,
      double cycles,
      List<TierActivity> tiers) {
    ActivityCounter counter = new ActivityCounter(plan, counts, blocks);
    return new Activity(method, cycles, tiers, counter.macs(), counter.floats(), counter.onChip());
  }

  private List<MacActivity> macs() {
    LanePlan lanes = plan.fabric().lanePlan();
    int act = plan.fabric().formats().activationBits();
    double each = plan.fabric().lanes();
    double narrow = (counts.slots - counts.wideSlots) * each;
    return Stream.of(
            new MacActivity(bits(lanes.valueBits()), act, lanes.multiplier(), narrow),
            new MacActivity(
                bits(lanes.wideBits()), act, lanes.wideMultiplier(), counts.wideSlots * each))
        .filter(mac -> mac.count() > 0)
        .toList();
  }

  /** A lane wider than the table goes counts as the widest there. */
  private static int bits(int valueBits) {
    return Math.min(valueBits, 32);
  }

  private FloatActivity floats() {
    FabricParameters f = plan.fabric();
    double v = f.vector();
    double r = f.rows();
    double adds = v * (counts.frontWords + counts.backWords);
    adds += v * (counts.summedWords + counts.comparedWords) + r * counts.results;
    // Sum times factor, and factor = weight scale times activation scale.
    double muls = v * (counts.frontWords + 2 * counts.backWords) + 2 * r * counts.results;
    double halves = 2 * v * counts.frontWords + v * counts.convertedHalfWords + r * counts.results;
    double integers = v * (counts.quantizedWords + counts.convertedIntWords) + r * counts.results;
    return new FloatActivity(adds, muls, halves + integers, v * counts.frontWords);
  }

  private OnChipActivity onChip() {
    FabricParameters f = plan.fabric();
    Map<String, OnChipUse.Ram> rams = new HashMap<>();
    OnChipUse.of(plan).memories().forEach(ram -> rams.put(ram.name(), ram));
    long rowsPerWord = Math.max(1, f.rows() / f.vector());
    access(rams, "u_vm", counts.vmReads, counts.vmWrites + counts.outputs * rowsPerWord);
    access(rams, "u_sm", counts.smReads, counts.smWrites);
    // A tile's activations are so many words of the memory, or a part of one.
    long codeWords = Math.max(1, f.cols() / f.vector());
    access(rams, "u_qm", counts.slots * codeWords, counts.quantizedWords);
    access(rams, "u_qm.u_v", counts.storedWords, counts.quantizedWords);
    access(rams, "u_qs", counts.results, counts.qsWrites);
    access(rams, "u_kv", counts.cacheReads, counts.cacheWrites);
    access(rams, "u_ks", counts.keyScaleReads, counts.keyScaleWrites);
    access(rams, "u_vs", 2 * counts.valueScaleWords, counts.valueScaleWrites);
    access(rams, "u_aux", counts.auxWords, 0);
    access(rams, "u_weights", plan.containers(true), 0);
    access(rams, "u_scales", plan.scaleWords(true), 0);
    access(rams, "u_columns", plan.columnList().entries(), 0);
    access(rams, "u_program", counts.instructions, 0);
    access(f.rows() * 32, f.accumulators(), 2.0 * counts.results);
    plan.tier()
        .ifPresent(
            tier -> {
              Traffic traffic = Traffic.of(plan, counts);
              double beats = traffic.offChipRead() / (tier.axiBits() / 8.0);
              access(tier.axiBits(), TierClock.QUEUE_BEATS, 2 * beats);
            });
    return new OnChipActivity(bram, uram, lutram);
  }

  /** Each read port is a copy of its own, and a write goes to all copies. */
  private void access(Map<String, OnChipUse.Ram> rams, String name, long reads, long writes) {
    OnChipUse.Ram ram = rams.get(name);
    if (ram != null) {
      access(ram.widthBits(), ram.depth(), (double) (reads + writes * ram.readPorts()));
    }
  }

  private void access(int width, long depth, double times) {
    Area area = blocks.ram(width, depth);
    double blocksPerAccess = Math.ceilDiv(width, ACCESS_BITS);
    if (area.bram36() > 0) {
      bram += times * blocksPerAccess;
    } else if (area.uram() > 0) {
      uram += times * blocksPerAccess;
    } else {
      lutram += times * area.lut();
    }
  }
}
