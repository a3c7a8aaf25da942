package decodefab.estimate;

import decodefab.plan.FabricParameters;
import decodefab.plan.HardwarePlan;
import decodefab.plan.LanePlan;
import decodefab.plan.MatvecFormats;
import decodefab.plan.OnChipUse;
import decodefab.plan.Tier;
import decodefab.tech.Area;
import decodefab.tech.AreaModel;
import decodefab.tech.Multiplier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums the areas of the cells that a plan's modules are made of. */
final class AreaCounter {
  /** Bits of a queued command: the instruction, its address and its layer. */
  private static final int COMMAND_BITS = 402;

  /** Bits of a place in the matvec engine's result queue, beside the result. */
  private static final int PLACE_BITS = 38;

  private static final int RESULT_QUEUE = 32;

  /** What an activation is multiplied with to be added or not. */
  private static final int DIGIT_BITS = 2;

  /** Words that a memory's reader is ahead. */
  private static final int READ_QUEUE = 8;

  /** Port that the table's AXI masters have. */
  private static final double MASTER_BITS = 256;

  private AreaCounter() {}

  /** Bits of a program that a LUT replaces: most of an instruction's are as in the one before. */
  private static final double PROGRAM_BITS_PER_LUT = 105;

  /** The same of weights, scales and tables. */
  private static final double DATA_BITS_PER_LUT = 35;

  /** Areas by module. */
  static Map<String, Area> count(HardwarePlan plan, AreaModel blocks) {
    FabricParameters f = plan.fabric();
    Map<String, Area> parts = new LinkedHashMap<>();
    parts.put("matvec engine", matvec(plan, blocks));
    parts.put("vector engine", vector(f, blocks));
    parts.put("store engine", store(f, blocks));
    parts.put(
        "sequencer and queues",
        blocks
            .block("sequencer")
            .plus(blocks.block("sequencer_lane").times(f.vector()))
            .plus(blocks.fifo(COMMAND_BITS, CommandQueue.DEPTH).times(3)));
    parts.put(
        "operand source",
        blocks
            .block("operand_source")
            .plus(blocks.block("operand_source_lane").times(f.vector()))
            .plus(blocks.fifo(f.vector() * 32, READ_QUEUE)));
    parts.put("host registers", blocks.block("host_registers"));
    plan.tier().ifPresent(tier -> parts.put("off-chip masters", masters(plan, tier, blocks)));
    for (OnChipUse.Ram ram : OnChipUse.of(plan).memories()) {
      parts.put("memory " + ram.purpose(), memory(plan, ram, blocks));
    }
    return parts;
  }

  /** A memory with what reads it: streams have a queue, and narrow reads choose from a word. */
  private static Area memory(HardwarePlan plan, OnChipUse.Ram ram, AreaModel blocks) {
    int lanes = plan.fabric().vector();
    Area queue = blocks.fifo(ram.widthBits(), READ_QUEUE);
    Area own =
        ram.image().isEmpty()
            ? blocks.ram(ram.widthBits(), ram.laneBits(), ram.depth())
            : blocks.rom(ram.widthBits(), ram.depth(), DATA_BITS_PER_LUT);
    Area copies = own.times(ram.readPorts());
    return switch (ram.name()) {
      case "u_weights", "u_scales" ->
          own.plus(blocks.block(plan.fabric().skipsZeros() ? "jump_stream" : "stream_reader"))
              .plus(queue);
      case "u_zero_flags" -> own.plus(blocks.block("zero_flags"));
      case "u_kv", "u_ks" -> own.plus(blocks.block("block_reader")).plus(queue);
      // Two words side by side, half as deep: a pair of scales is read at once.
      case "u_vs" ->
          blocks.ram(
              2 * ram.widthBits(), ram.laneBits(), Math.max(2, Math.ceilDiv(ram.depth(), 2L)));
      case "u_qs" -> copies.plus(new Area(64 * Math.ceil((lanes - 1) / 3.0), 0, 0, 0, 0));
      case "u_qm" -> codes(plan.fabric(), ram, blocks);
      case "u_program" -> blocks.rom(ram.widthBits(), ram.depth(), PROGRAM_BITS_PER_LUT);
      default -> copies;
    };
  }

  /** The copy for the matvec engine has words of the tile's activations, that for the store not. */
  private static Area codes(FabricParameters f, OnChipUse.Ram ram, AreaModel blocks) {
    int words = Math.max(1, f.windowCols() / f.vector());
    long depth = Math.max(2, Math.ceilDiv(ram.depth(), (long) words));
    Area own = blocks.ram(words * ram.widthBits(), ram.laneBits(), depth);
    return ram.readPorts() == 1 ? own : own.plus(blocks.ram(ram.widthBits(), ram.depth()));
  }

  private static Area matvec(HardwarePlan plan, AreaModel blocks) {
    FabricParameters f = plan.fabric();
    int share = plan.graph().shape().groupSize();
    Area row =
        blocks
            .intToFp()
            .plus(blocks.fpMul().times(2))
            .plus(blocks.fpAdd())
            .plus(blocks.f16ToFp())
            .plus(blocks.block("matvec_row_control"));
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
    Area zeros = f.skipsZeros() ? blocks.block("matvec_zeros") : Area.NONE;
    return lanes(f, blocks)
        .plus(minSums(f, blocks))
        .plus(containers(f, blocks))
        .plus(zeros)
        .plus(row.times(f.rows()))
        .plus(blocks.block("matvec_control"))
        .plus(blocks.ram(f.rows() * 32, f.accumulators()))
        .plus(blocks.ram(Math.max(f.rows() * 2, f.scaleWordBytes()) * 8, f.accumulators()))
        .plus(blocks.ram(f.rows() * 32, Math.max(2, share)))
        .plus(blocks.fifo(f.rows() * 32, RESULT_QUEUE))
        .plus(blocks.fifo(PLACE_BITS, RESULT_QUEUE))
        .plus(new Area(0, f.windowCols() * (double) act, 0, 0, 0));
  }

  /** Sums of activations that minima are multiplied by: one, or where rows choose, one for each. */
  private static Area minSums(FabricParameters f, AreaModel blocks) {
    if (!f.formats().hasMinima()) {
      return Area.NONE;
    }
    Area lane = blocks.intLane(DIGIT_BITS, f.formats().activationBits(), Multiplier.LUT);
    Area sum = lane.times(f.cols()).plus(blocks.intToFp());
    return sum.times(f.formats().hasSparseMinima() ? f.rows() : 1);
  }

  /** From a container to the values of the lanes: choice of the source, decoders, registers. */
  private static Area containers(FabricParameters f, AreaModel blocks) {
    int planes = f.formats().containerPlanes();
    int bits = f.lanePlan().valueBits();
    Area lane =
        blocks
            .block("matvec_container_bit")
            .times(planes)
            .plus(blocks.block("matvec_unpack_bit").times(bits * f.formats().decoders().size()))
            .plus(new Area(0, planes + (double) bits, 0, 0, 0));
    if (f.formats().decoders().stream().anyMatch(d -> d.pattern().isSparse())) {
      lane = lane.plus(blocks.block("matvec_sparse_lane"));
    }
    if (f.formats().decoders().stream().anyMatch(MatvecFormats.Decoder::packedTrits)) {
      lane = lane.plus(blocks.block("matvec_trits_lane"));
    }
    return lane.times(f.lanes());
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
            .plus(blocks.codeToFp(f.codeBits()))
            .plus(blocks.fpToInt(f.codeBits()))
            .plus(blocks.block("vector_lane_control"));
    // Tree and accumulator of the sums; a maximum in each node and one running.
    Area reduction = blocks.fpAdd().times(f.vector() + 3).plus(blocks.fpMax().times(f.vector()));
    return lane.times(f.vector()).plus(reduction).plus(blocks.block("vector_control"));
  }

  private static Area store(FabricParameters f, AreaModel blocks) {
    int bits = f.formats().cacheBits();
    double collected = (double) bits * (f.rows() + f.cols());
    return blocks
        .block("store_engine")
        .plus(blocks.block("store_lane").times(f.lanes() * bits / 8.0))
        .plus(new Area(0, collected, 0, 0, 0));
  }

  private static Area masters(HardwarePlan plan, Tier tier, AreaModel blocks) {
    Area channel = Area.NONE;
    if (tier.weightBytes() > 0) {
      channel = stream(tier, TierClock.QUEUE_BEATS, blocks);
      channel = channel.plus(stream(tier, TierClock.SCALE_QUEUE_BEATS, blocks));
    }
    if (tier.embeddingBytes() > 0) {
      channel = channel.plus(stream(tier, TierClock.SCALE_QUEUE_BEATS, blocks));
    }
    if (!plan.kvOnChip()) {
      channel = channel.plus(stream(tier, TierClock.QUEUE_BEATS, blocks));
      channel = channel.plus(blocks.axiWriteMaster().times(tier.axiBits() / MASTER_BITS));
    }
    return channel.times(tier.memory().channels()).plus(fetches(plan, tier, blocks));
  }

  /** What cuts items out of the bus that all channels make together, one for each stream. */
  private static Area fetches(HardwarePlan plan, Tier tier, AreaModel blocks) {
    FabricParameters f = plan.fabric();
    List<Integer> items = new ArrayList<>();
    if (tier.weightBytes() > 0) {
      items.add(f.lanes() * f.formats().containerPlanes());
      items.add(f.scaleWordBytes() * 8);
    }
    if (tier.embeddingBytes() > 0) {
      items.add(f.vector() * 32);
    }
    if (!plan.kvOnChip()) {
      items.add(f.kvWordBytes() * 8);
    }
    Area area = blocks.block("offchip_control");
    for (int bits : items) {
      double more = Math.max(0, tier.busBytes() * 8.0 - bits);
      area = area.plus(blocks.block("offchip_item_bit").times(bits));
      area = area.plus(blocks.block("offchip_align_bit").times(more));
    }
    return area;
  }

  /** One of the streams that share a channel, with its queue. */
  private static Area stream(Tier tier, long beats, AreaModel blocks) {
    return blocks
        .axiReadMaster()
        .times(tier.axiBits() / MASTER_BITS)
        .plus(blocks.ram(tier.axiBits(), beats));
  }
}
