package decodefab.estimate;

import decodefab.plan.FabricParameters;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LanePlan;
import decodefab.plan.OnChipUse;
import decodefab.plan.Tier;
import decodefab.tech.Area;
import decodefab.tech.AreaModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums the areas of the cells that a plan's modules are made of. */
final class AreaCounter {
  /** Bits of a queued command: the instruction, its address and its layer. */
  private static final int COMMAND_BITS = 402;

  /** Bits of a place in the matvec engine's result queue, beside the result. */
  private static final int PLACE_BITS = 38;

  private static final int RESULT_QUEUE = 32;

  /** Port that the table's AXI masters have. */
  private static final double MASTER_BITS = 256;

  private AreaCounter() {}

  /** Areas by module. */
  static Map<String, Area> count(HardwarePlan plan, AreaModel blocks) {
    Map<String, Area> parts = new LinkedHashMap<>();
    parts.put("matvec engine", matvec(plan, blocks));
    parts.put("vector engine", vector(plan.fabric(), blocks));
    parts.put("store engine", store(plan.fabric(), blocks));
    parts.put(
        "sequencer and queues",
        blocks.sequencer().plus(blocks.fifo(COMMAND_BITS, CommandQueue.DEPTH).times(3)));
    parts.put("host registers", blocks.hostRegisters());
    plan.tier().ifPresent(tier -> parts.put("off-chip masters", masters(plan, tier, blocks)));
    for (OnChipUse.Ram ram : OnChipUse.of(plan).memories()) {
      parts.put(
          "memory " + ram.purpose(),
          blocks.ram(ram.widthBits(), ram.depth()).times(ram.readPorts()));
    }
    return parts;
  }

  private static Area matvec(HardwarePlan plan, AreaModel blocks) {
    FabricParameters f = plan.fabric();
    int share = plan.graph().shape().groupSize();
    Area row =
        blocks.intToFp().plus(blocks.fpMul().times(2)).plus(blocks.fpAdd()).plus(blocks.f16ToFp());
    int act = f.formats().activationBits();
    if (f.formats().hasSuperGroups()) {
      row = row.plus(blocks.fpMul()).plus(blocks.f16ToFp());
    }
    if (f.formats().hasMinima()) {
      // The minimum's factor, its product and one more sum.
      row = row.plus(blocks.fpMul().times(2)).plus(blocks.fpAdd()).plus(blocks.f16ToFp());
    }
    if (f.formats().hasMinima() && f.formats().hasSuperGroups()) {
      row = row.plus(blocks.fpMul()).plus(blocks.f16ToFp());
    }
    // Container, decoded lanes and the tile's activations are registered.
    LanePlan lanes = f.lanePlan();
    double laneBits = f.formats().containerPlanes() + lanes.valueBits();
    double registers = f.lanes() * laneBits + (double) f.windowCols() * act;
    return lanes(f, blocks)
        .plus(row.times(f.rows()))
        .plus(blocks.ram(f.rows() * 32, f.accumulators()))
        .plus(blocks.ram(Math.max(f.rows() * 2, f.scaleWordBytes()) * 8, f.accumulators()))
        .plus(blocks.ram(f.rows() * 32, Math.max(2, share)))
        .plus(blocks.fifo(f.rows() * 32, RESULT_QUEUE))
        .plus(blocks.fifo(PLACE_BITS, RESULT_QUEUE))
        .plus(new Area(0, registers, 0, 0, 0));
  }

  /** Products and adder trees; of wide lanes also the sums that wait for a word's last phase. */
  private static Area lanes(FabricParameters f, AreaModel blocks) {
    LanePlan lanes = f.lanePlan();
    int act = f.formats().activationBits();
    Area narrow = blocks.intLane(lanes.valueBits(), act, lanes.multiplier()).times(f.lanes());
    if (!lanes.split()) {
      return narrow;
    }
    int wide = lanes.wideRows() * f.cols();
    double sumBits = lanes.wideBits() + (double) act + Integer.numberOfTrailingZeros(f.cols());
    double waiting = (f.rows() - lanes.wideRows()) * sumBits;
    return narrow
        .plus(blocks.intLane(lanes.wideBits(), act, lanes.wideMultiplier()).times(wide))
        .plus(new Area(f.rows() * sumBits, wide * (double) lanes.wideBits() + waiting, 0, 0, 0));
  }

  private static Area vector(FabricParameters f, AreaModel blocks) {
    Area lane =
        blocks
            .fpAdd()
            .times(2)
            .plus(blocks.fpMul().times(3))
            .plus(blocks.sfu())
            .plus(blocks.fpToF16())
            .plus(blocks.f16ToFp().times(2))
            .plus(blocks.intToFp())
            .plus(blocks.fpToInt(f.codeBits()));
    // Tree and accumulator of the sums; a maximum in each node and one running.
    Area reduction = blocks.fpAdd().times(f.vector() + 3).plus(blocks.fpMax().times(f.vector()));
    return lane.times(f.vector())
        .plus(reduction)
        .plus(blocks.fifo(f.vector() * 32, 32))
        .plus(blocks.fifo(f.vector() * 32, 4));
  }

  private static Area store(FabricParameters f, AreaModel blocks) {
    int bits = f.formats().cacheBits();
    double collected = (double) bits * (f.rows() + f.cols());
    return blocks.fpToF16().plus(new Area(f.lanes() * bits / 4.0, collected + 600, 0, 0, 0));
  }

  private static Area masters(HardwarePlan plan, Tier tier, AreaModel blocks) {
    double width = tier.axiBits() / MASTER_BITS;
    Area channel = blocks.axiReadMaster().times(width);
    if (tier.weightBytes() > 0) {
      channel =
          channel
              .plus(blocks.fifo(tier.axiBits(), TierClock.QUEUE_BEATS))
              .plus(blocks.fifo(tier.axiBits(), TierClock.SCALE_QUEUE_BEATS));
    }
    if (tier.embeddingBytes() > 0) {
      channel = channel.plus(blocks.fifo(tier.axiBits(), TierClock.SCALE_QUEUE_BEATS));
    }
    if (!plan.kvOnChip()) {
      channel =
          channel
              .plus(blocks.axiWriteMaster().times(width))
              .plus(blocks.fifo(tier.axiBits(), TierClock.QUEUE_BEATS));
    }
    return channel.times(tier.memory().channels());
  }
}
